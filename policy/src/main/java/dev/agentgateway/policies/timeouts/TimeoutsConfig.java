package dev.agentgateway.policies.timeouts;

import dev.agentgateway.schema.Rule;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How long requests may take.
///
/// @param request for the request as a whole, all tries together; at least `1ms`
/// @param streamIdle of silence in a body, either way
@Rule(
    value = "has(self.request) || has(self.streamIdle)",
    message = "at least one of request and streamIdle is needed")
public record TimeoutsConfig(@Nullable Duration request, @Nullable Duration streamIdle) {}
