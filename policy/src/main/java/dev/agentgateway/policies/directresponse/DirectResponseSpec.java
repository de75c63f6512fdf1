package dev.agentgateway.policies.directresponse;

import dev.agentgateway.schema.Limits;
import dev.agentgateway.schema.Required;
import org.jspecify.annotations.Nullable;

/// An answer without a backend, as a resource of its own that a rule's filter names.
///
/// @param body a text
public record DirectResponseSpec(
    @Required @Limits(min = 200, max = 599) int status,
    @Limits(min = 1, max = 4096) @Nullable String body) {}
