package dev.agentgateway.http;

import org.jspecify.annotations.Nullable;

/// Where a request goes: an address, and TLS or not.
///
/// @param host name or address, in lower case
/// @param tls null for plain HTTP
public record Endpoint(String host, int port, @Nullable UpstreamTls tls) {

  public Endpoint {
    if (host.isEmpty() || port < 1 || port > 65_535) {
      throw new IllegalArgumentException(
          "endpoint: %s:%d (expected: a host and a port of 1 to 65535)".formatted(host, port));
    }
  }

  /// `host:port`, with brackets around an IPv6 address.
  public String address() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}
