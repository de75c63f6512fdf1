package dev.agentgateway.config.kinds.endpointslice;

import dev.agentgateway.schema.Limits;
import dev.agentgateway.schema.Open;
import dev.agentgateway.schema.Required;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Addresses of a Service, which its label `kubernetes.io/service-name` names.
@Open
public record EndpointSlice(
    @Required String addressType, List<Endpoint> endpoints, List<Port> ports) {

  @Open
  public record Endpoint(
      @Required @Limits(min = 1, max = 100) List<String> addresses,
      @Nullable Conditions conditions) {}

  /// @param ready absent counts as true
  @Open
  public record Conditions(@Nullable Boolean ready) {}

  /// @param name as the Service's port is called
  @Open
  public record Port(
      @Nullable String name,
      @Nullable String protocol,
      @Limits(min = 1, max = 65_535) @Nullable Integer port) {}
}
