package dev.agentgateway.kubernetes.subscription;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/// Where a data plane gets its configuration.
///
/// @param controller `https://HOST:PORT`
/// @param gateway `NAMESPACE/NAME`
/// @param token a file, read anew for each connection: tokens are renewed
/// @param authorities a file of PEM certificates, read anew likewise
/// @param silence after which a stream counts as lost
/// @param retryMin how long the first try after a loss waits; each later one twice as long
public record SubscriptionOptions(
    URI controller,
    String gateway,
    Path token,
    Path authorities,
    Duration silence,
    Duration retryMin,
    Duration retryMax) {

  public static SubscriptionOptions of(
      URI controller, String gateway, Path token, Path authorities) {
    return new SubscriptionOptions(
        controller,
        gateway,
        token,
        authorities,
        Duration.ofSeconds(10),
        Duration.ofMillis(100),
        Duration.ofSeconds(2));
  }
}
