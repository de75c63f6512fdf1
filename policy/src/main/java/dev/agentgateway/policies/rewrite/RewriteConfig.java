package dev.agentgateway.policies.rewrite;

import dev.agentgateway.policy.HostText;
import dev.agentgateway.policy.PathModifier;
import dev.agentgateway.schema.Limits;
import dev.agentgateway.schema.Matches;
import org.jspecify.annotations.Nullable;

/// Another host or path for the backend.
///
/// @param hostname what the backend sees as `host`
public record RewriteConfig(
    @Limits(min = 1, max = HostText.LENGTH_MAX) @Matches(HostText.PATTERN)
        @Nullable String hostname,
    @Nullable PathModifier path) {}
