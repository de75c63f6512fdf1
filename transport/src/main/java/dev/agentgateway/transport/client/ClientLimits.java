package dev.agentgateway.transport.client;

import dev.agentgateway.transport.wire.HeadLimits;
import java.time.Duration;

/// How much of the upstreams the client takes.
///
/// @param head sizes of a response's head
/// @param connectionsPerEndpointMax open or being opened, for each event loop
/// @param idlePerEndpointMax kept without a request, for each event loop
/// @param idleTime that such a connection is kept; less if the upstream announces less
/// @param waitingPerEndpointMax requests that wait for a connection, for each event loop
/// @param waitTimeout for each of them
/// @param endpointsMax remembered for each event loop; past it idle ones are closed first
public record ClientLimits(
    HeadLimits head,
    int connectionsPerEndpointMax,
    int idlePerEndpointMax,
    Duration idleTime,
    int waitingPerEndpointMax,
    Duration waitTimeout,
    int endpointsMax) {

  /// As in the reference: 90 seconds idle, connections practically unlimited.
  public static final ClientLimits DEFAULT =
      new ClientLimits(
          HeadLimits.DEFAULT,
          4096,
          256,
          Duration.ofSeconds(90),
          4096,
          Duration.ofSeconds(10),
          1024);

  public ClientLimits {
    if (connectionsPerEndpointMax < 1
        || idlePerEndpointMax < 0
        || waitingPerEndpointMax < 0
        || endpointsMax < 1) {
      throw new IllegalArgumentException(
          "client limits: %d, %d, %d, %d (expected: at least 1, 0, 0 and 1)"
              .formatted(
                  connectionsPerEndpointMax,
                  idlePerEndpointMax,
                  waitingPerEndpointMax,
                  endpointsMax));
    }
  }

  public ClientLimits withConnections(int connectionsMax, int waitingMax) {
    return new ClientLimits(
        head, connectionsMax, idlePerEndpointMax, idleTime, waitingMax, waitTimeout, endpointsMax);
  }

  public ClientLimits withIdle(int idleMax, Duration time) {
    return new ClientLimits(
        head,
        connectionsPerEndpointMax,
        idleMax,
        time,
        waitingPerEndpointMax,
        waitTimeout,
        endpointsMax);
  }

  public ClientLimits withHead(HeadLimits changed) {
    return new ClientLimits(
        changed,
        connectionsPerEndpointMax,
        idlePerEndpointMax,
        idleTime,
        waitingPerEndpointMax,
        waitTimeout,
        endpointsMax);
  }

  public ClientLimits withWaitTimeout(Duration changed) {
    return new ClientLimits(
        head,
        connectionsPerEndpointMax,
        idlePerEndpointMax,
        idleTime,
        waitingPerEndpointMax,
        changed,
        endpointsMax);
  }
}
