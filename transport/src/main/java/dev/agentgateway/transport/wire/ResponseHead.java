package dev.agentgateway.transport.wire;

import dev.agentgateway.http.Headers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A final response without its body.
///
/// @param contentLength as declared, also where no body follows; -1 when not declared
/// @param hasBody false for answers to HEAD, 204 and 304, and when the length is 0
/// @param keepAlive how long the upstream says that it keeps an idle connection
public record ResponseHead(
    int status,
    Headers headers,
    long contentLength,
    boolean hasBody,
    boolean isPersistent,
    @Nullable Duration keepAlive) {}
