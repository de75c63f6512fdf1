package dev.agentgateway.transport.wire;

import dev.agentgateway.http.Headers;
import org.jspecify.annotations.Nullable;

/// A request without its body.
///
/// @param scheme of the absolute form; null for the other forms
/// @param authority from the target or `host`, in lower case; empty when HTTP/1.0 named none
/// @param path normalised as [Target] says, or `*`
/// @param contentLength -1 for chunks
public record RequestHead(
    String method,
    @Nullable String scheme,
    String authority,
    String path,
    @Nullable String query,
    String version,
    Headers headers,
    long contentLength,
    boolean isPersistent,
    boolean expectsContinue) {}
