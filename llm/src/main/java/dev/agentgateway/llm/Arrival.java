package dev.agentgateway.llm;

import dev.agentgateway.http.Headers;

/// A request to an AI backend as it came, its body whole and plain.
public final class Arrival {

  private final RouteType type;
  private final String method;
  private final String target;
  private final Headers headers;
  private final byte[] body;
  private final long at;

  /// @param target path and query
  /// @param at when it came, in seconds since 1970
  public Arrival(
      RouteType type, String method, String target, Headers headers, byte[] body, long at) {
    this.type = type;
    this.method = method;
    this.target = target;
    this.headers = headers;
    this.body = body;
    this.at = at;
  }

  public RouteType type() {
    return type;
  }

  public String method() {
    return method;
  }

  public String target() {
    return target;
  }

  public Headers headers() {
    return headers;
  }

  /// The bytes themselves, not a copy: not to be changed.
  public byte[] body() {
    return body;
  }

  /// Seconds since 1970.
  public long at() {
    return at;
  }
}
