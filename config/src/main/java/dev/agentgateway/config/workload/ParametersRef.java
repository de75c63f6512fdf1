package dev.agentgateway.config.workload;

import dev.agentgateway.schema.Limits;
import dev.agentgateway.schema.Required;

/// What a Gateway's data planes are deployed as: an AgentgatewayParameters or GatewayParameters of
/// its namespace.
public record ParametersRef(
    @Required @Limits(max = 253) String group,
    @Required @Limits(min = 1, max = 63) String kind,
    @Required @Limits(min = 1, max = 253) String name) {}
