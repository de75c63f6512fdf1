package dev.agentgateway.policies.backendhttp;

import dev.agentgateway.schema.Planned;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// How connections to an upstream are made.
///
/// @param keepalive probes of idle connections
/// @param connectTimeout until a connection, with TLS, stands; at least `100ms`
public record BackendTcpConfig(
    @Planned @Nullable JsonNode keepalive, @Nullable Duration connectTimeout) {}
