package dev.agentgateway.snapshot;

import dev.agentgateway.http.CertificateKey;
import java.util.List;

/// A listener of a Gateway.
///
/// @param gateway `namespace/name`
/// @param hostname exact, `*.suffix`, or empty for any
/// @param certificates empty for plain HTTP
/// @param routes what is attached, in any order; see [dev.agentgateway.snapshot.match.RouteTable]
public record Listener(
    String gateway,
    String name,
    String hostname,
    List<CertificateKey> certificates,
    List<Route> routes) {

  public Listener {
    certificates = List.copyOf(certificates);
    routes = List.copyOf(routes);
  }
}
