package dev.agentgateway.policies.timeouts;

import dev.agentgateway.policy.DurationText;
import dev.agentgateway.schema.Limits;
import dev.agentgateway.schema.Matches;
import dev.agentgateway.schema.Rule;
import org.jspecify.annotations.Nullable;

/// How long requests may take.
///
/// @param request for the request as a whole, all tries together
/// @param streamIdle of silence in a body, either way
@Rule(
    value = "has(self.request) || has(self.streamIdle)",
    message = "at least one of request and streamIdle is needed")
public record TimeoutsConfig(
    @Limits(max = 32) @Matches(DurationText.PATTERN) @Nullable String request,
    @Limits(max = 32) @Nullable String streamIdle) {}
