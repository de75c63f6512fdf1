package dev.agentgateway.config.kinds.gatewayclass;

import dev.agentgateway.schema.Limits;
import dev.agentgateway.schema.Matches;
import dev.agentgateway.schema.Planned;
import dev.agentgateway.schema.Required;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

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
      @Planned @Nullable JsonNode parametersRef,
      @Limits(max = 64) @Nullable String description) {}
}
