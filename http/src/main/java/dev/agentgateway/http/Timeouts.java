package dev.agentgateway.http;

import java.time.Duration;

/// How long an upstream is waited for.
///
/// @param connect until a connection, with TLS, stands
/// @param firstByte from the request's last byte to the response's head
/// @param idle between two pieces of a body, either way
/// @param total for one try as a whole; [#NEVER] for none
public record Timeouts(Duration connect, Duration firstByte, Duration idle, Duration total) {

  public static final Duration NEVER = Duration.ZERO;

  /// Ten seconds to connect as in the reference; ten minutes to think, as the providers' SDKs wait;
  /// five minutes of silence in a body.
  public static final Timeouts DEFAULT =
      new Timeouts(Duration.ofSeconds(10), Duration.ofMinutes(10), Duration.ofMinutes(5), NEVER);

  public Timeouts {
    for (Duration each : new Duration[] {connect, firstByte, idle, total}) {
      if (each.isNegative()) {
        throw new IllegalArgumentException("timeout: %s (expected: 0s or more)".formatted(each));
      }
    }
  }

  public Timeouts withTotal(Duration changed) {
    return new Timeouts(connect, firstByte, idle, changed);
  }

  public Timeouts withConnect(Duration changed) {
    return new Timeouts(changed, firstByte, idle, total);
  }
}
