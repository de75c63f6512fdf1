package dev.agentgateway.config.workload;

import dev.agentgateway.schema.Confidential;
import dev.agentgateway.schema.Limits;
import dev.agentgateway.schema.Required;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A variable of a container, as in a pod.
public record Variable(
    @Required @Limits(min = 1) String name,
    @Confidential @Nullable String value,
    @Nullable JsonNode valueFrom) {}
