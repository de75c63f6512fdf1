package dev.agentgateway.policies.backendauth;

import dev.agentgateway.schema.Limits;
import dev.agentgateway.schema.Required;
import org.jspecify.annotations.Nullable;

/// A key of a Secret in the same namespace.
///
/// @param group of the resource; empty for the core group
/// @param kind `Secret`
/// @param key of the Secret's data; where it is not written, the one that the place says
public record SecretKeyRef(
    @Required @Limits(min = 1, max = 253) String name,
    @Nullable String group,
    @Nullable String kind,
    @Limits(min = 1, max = 253) @Nullable String key) {}
