package dev.agentgateway.config.kinds.gatewayclass;

import dev.agentgateway.schema.Limits;
import dev.agentgateway.schema.Matches;
import dev.agentgateway.schema.Required;
import org.jspecify.annotations.Nullable;

/// Names the controller that serves the Gateways of a class.
public record GatewayClass(@Required Spec spec) {

  /// @param controllerName `agentgateway.dev/agentgateway`, `kgateway.dev/agentgateway`, or another
  ///   controller's
  public record Spec(
      @Required
          @Limits(min = 1, max = 253)
          @Matches(
              "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\\/[A-Za-z0-9\\/\\-._~%!$&'()*+,;=:]+$")
          String controllerName,
      @Nullable ParametersRef parametersRef,
      @Limits(max = 64) @Nullable String description) {}

  /// What data planes of the class are deployed as: an AgentgatewayParameters or GatewayParameters.
  public record ParametersRef(
      @Required @Limits(max = 253) String group,
      @Required @Limits(min = 1, max = 63) String kind,
      @Required @Limits(min = 1, max = 253) String name,
      @Limits(min = 1, max = 63) @Nullable String namespace) {}
}
