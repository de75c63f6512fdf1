package dev.agentgateway.http;

import org.jspecify.annotations.Nullable;

/// A request as read from the client, or as it goes upstream.
///
/// @param authority host and port as asked for, in lower case; empty when an HTTP/1.0 client named
///   none
/// @param path normalised, begins with `/`, without the query
/// @param query after the `?`, as sent; null when there was no `?`
/// @param version `HTTP/1.1`, `HTTP/1.0`
/// @param headers without hop-by-hop fields and without `host`
public record Request(
    String method,
    String scheme,
    String authority,
    String path,
    @Nullable String query,
    String version,
    Headers headers,
    Body body,
    Connection connection) {

  /// The host without its port, without brackets.
  public String host() {
    if (authority.startsWith("[")) {
      int end = authority.indexOf(']');
      return end < 0 ? authority : authority.substring(1, end);
    }
    int colon = authority.indexOf(':');
    return colon < 0 ? authority : authority.substring(0, colon);
  }

  /// Path and query as they go on the request line.
  public String target() {
    return query == null ? path : path + "?" + query;
  }

  public Request withHeaders(Headers changed) {
    return new Request(method, scheme, authority, path, query, version, changed, body, connection);
  }

  public Request withBody(Body changed) {
    return new Request(
        method, scheme, authority, path, query, version, headers, changed, connection);
  }

  public Request withPath(String changed) {
    return new Request(
        method, scheme, authority, changed, query, version, headers, body, connection);
  }

  public Request withAuthority(String changed) {
    return new Request(method, scheme, changed, path, query, version, headers, body, connection);
  }

  public Request withMethod(String changed) {
    return new Request(changed, scheme, authority, path, query, version, headers, body, connection);
  }
}
