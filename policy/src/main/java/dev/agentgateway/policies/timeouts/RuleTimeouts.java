package dev.agentgateway.policies.timeouts;

import dev.agentgateway.schema.Rule;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How long requests of an HTTPRoute's rule may take. Zero means no limit.
///
/// @param request for the request as a whole, all tries together
/// @param backendRequest for each try
@Rule(
    value =
        "!(has(self.request) && has(self.backendRequest) && duration(self.request) !="
            + " duration('0s') && duration(self.backendRequest) > duration(self.request))",
    message = "backendRequest cannot be longer than request")
public record RuleTimeouts(@Nullable Duration request, @Nullable Duration backendRequest) {}
