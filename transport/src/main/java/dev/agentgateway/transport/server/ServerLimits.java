package dev.agentgateway.transport.server;

import dev.agentgateway.transport.wire.HeadLimits;
import java.time.Duration;

/// What a client may take of the server.
///
/// @param head sizes of a request's head
/// @param headTimeout from a request's first byte to the end of its head; also for the TLS
///   handshake
/// @param idleTimeout between two requests
/// @param bodyTimeout without a byte of a request's body that is waited for
/// @param bodyBytesPerSecondMin of a request's body, once it was waited for half of `bodyTimeout`
///   in all
/// @param stallTimeout without a byte taken of a response that waits to be read
/// @param lingerTimeout after the last response, for the client to close first and lose nothing
/// @param pipelinedBytesMax read ahead of what is being served
/// @param drainBytesMax of a request's body that nobody wanted, read to keep the connection
/// @param connectionsMax open at once, over all ports; more are closed at once
public record ServerLimits(
    HeadLimits head,
    Duration headTimeout,
    Duration idleTimeout,
    Duration bodyTimeout,
    int bodyBytesPerSecondMin,
    Duration stallTimeout,
    Duration lingerTimeout,
    int pipelinedBytesMax,
    int drainBytesMax,
    int connectionsMax) {

  public static final ServerLimits DEFAULT =
      new ServerLimits(
          HeadLimits.DEFAULT,
          Duration.ofSeconds(10),
          Duration.ofMinutes(10),
          Duration.ofSeconds(60),
          240,
          Duration.ofSeconds(60),
          Duration.ofSeconds(2),
          64 * 1024,
          256 * 1024,
          100_000);

  public ServerLimits {
    if (pipelinedBytesMax < 1 || drainBytesMax < 0 || connectionsMax < 1) {
      throw new IllegalArgumentException(
          "server limits: %d, %d, %d (expected: at least 1, 0 and 1)"
              .formatted(pipelinedBytesMax, drainBytesMax, connectionsMax));
    }
  }

  public ServerLimits withHead(HeadLimits changed) {
    return new ServerLimits(
        changed,
        headTimeout,
        idleTimeout,
        bodyTimeout,
        bodyBytesPerSecondMin,
        stallTimeout,
        lingerTimeout,
        pipelinedBytesMax,
        drainBytesMax,
        connectionsMax);
  }

  /// The same with all waits of one length, which suits tests and impatient places.
  public ServerLimits withTimeouts(Duration each) {
    return new ServerLimits(
        head,
        each,
        each,
        each,
        bodyBytesPerSecondMin,
        each,
        each,
        pipelinedBytesMax,
        drainBytesMax,
        connectionsMax);
  }

  /// The least of a body that must come within a wait of this many nanoseconds in all.
  long bodyBytesMin(long waitedNanos) {
    long overGrace = waitedNanos - bodyTimeout.toNanos() / 2;
    return overGrace <= 0 ? 0 : overGrace / 1_000_000L * bodyBytesPerSecondMin / 1000;
  }

  public ServerLimits withConnectionsMax(int changed) {
    return new ServerLimits(
        head,
        headTimeout,
        idleTimeout,
        bodyTimeout,
        bodyBytesPerSecondMin,
        stallTimeout,
        lingerTimeout,
        pipelinedBytesMax,
        drainBytesMax,
        changed);
  }
}
