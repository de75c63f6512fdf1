package dev.agentgateway.policies.backendhttp;

import dev.agentgateway.schema.OneOf;
import dev.agentgateway.schema.Planned;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How HTTP is spoken with an upstream.
///
/// @param version of HTTP
/// @param requestTimeout for one try, from its start to the end of the answer; at least `1ms`
public record BackendHttpConfig(
    @Planned @OneOf({"HTTP1", "HTTP2"}) @Nullable String version,
    @Nullable Duration requestTimeout) {}
