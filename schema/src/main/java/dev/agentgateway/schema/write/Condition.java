package dev.agentgateway.schema.write;

import dev.agentgateway.schema.Limits;
import dev.agentgateway.schema.Matches;
import dev.agentgateway.schema.OneOf;
import dev.agentgateway.schema.Required;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One thing that is, or is not, true of a resource.
///
/// @param lastTransitionTime when `status` changed last
/// @param message for people
/// @param observedGeneration the resource's `metadata.generation` that this is about
/// @param reason for machines
/// @param status whether it is true
/// @param type what it is about
public record Condition(
    @Required Instant lastTransitionTime,
    @Required @Limits(max = 32_768) String message,
    @Limits(min = 0) @Nullable Long observedGeneration,
    @Required @Limits(min = 1, max = 1024) @Matches("^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$")
        String reason,
    @Required @OneOf({"True", "False", "Unknown"}) String status,
    @Required @Limits(max = 316) String type) {}
