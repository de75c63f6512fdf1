package dev.agentgateway.policies.timeouts;

import dev.agentgateway.policy.DurationText;
import dev.agentgateway.schema.Limits;
import dev.agentgateway.schema.Matches;
import dev.agentgateway.schema.Rule;
import org.jspecify.annotations.Nullable;

/// How long requests of an HTTPRoute's rule may take. Zero means no limit.
///
/// @param request for the request as a whole, all tries together
/// @param backendRequest for each try
@Rule(
    value =
        "!(has(self.request) && has(self.backendRequest) && duration(self.request) != "
            + "duration('0s') && duration(self.backendRequest) > duration(self.request))",
    message = "backendRequest cannot be longer than request")
public record RuleTimeouts(
    @Limits(max = 32) @Matches(DurationText.PATTERN) @Nullable String request,
    @Limits(max = 32) @Matches(DurationText.PATTERN) @Nullable String backendRequest) {}
