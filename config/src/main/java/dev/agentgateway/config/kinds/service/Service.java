package dev.agentgateway.config.kinds.service;

import dev.agentgateway.schema.IntOrString;
import dev.agentgateway.schema.Limits;
import dev.agentgateway.schema.Open;
import dev.agentgateway.schema.Required;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A name for what runs behind it.
public record Service(@Required Spec spec) {

  /// @param externalName with `type: ExternalName`, the DNS name that stands for the Service
  @Open
  public record Spec(@Nullable String type, List<Port> ports, @Nullable String externalName) {}

  @Open
  public record Port(
      @Nullable String name,
      @Required @Limits(min = 1, max = 65_535) int port,
      @Nullable IntOrString targetPort,
      @Nullable String protocol,
      @Nullable String appProtocol) {}
}
