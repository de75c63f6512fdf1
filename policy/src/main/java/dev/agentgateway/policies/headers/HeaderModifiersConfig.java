package dev.agentgateway.policies.headers;

import dev.agentgateway.schema.Rule;
import org.jspecify.annotations.Nullable;

/// Header fields added, set and removed.
///
/// @param request on the way to the backend
/// @param response on the way to the client
@Rule(
    value = "has(self.request) || has(self.response)",
    message = "at least one of request and response is needed")
public record HeaderModifiersConfig(
    @Nullable HeaderFilter request, @Nullable HeaderFilter response) {}
