package dev.agentgateway.transport;

import dev.agentgateway.http.Sockets;
import dev.agentgateway.transport.client.ClientLimits;
import dev.agentgateway.transport.server.ServerLimits;
import java.util.Map;

/// How a [Transport] is set up.
///
/// @param threads event loops
/// @param addresses `HOST:PORT` to `ADDRESS:PORT`, asked before DNS
/// @param extraAuthorities PEM certificates that upstreams may show beside the system's; may be
///   empty
/// @param sockets is told of connections
public record TransportOptions(
    int threads,
    Map<String, String> addresses,
    String extraAuthorities,
    ServerLimits serverLimits,
    ClientLimits clientLimits,
    Sockets sockets) {

  /// An event loop for each core.
  public static final TransportOptions DEFAULT =
      new TransportOptions(
          Runtime.getRuntime().availableProcessors(),
          Map.of(),
          "",
          ServerLimits.DEFAULT,
          ClientLimits.DEFAULT,
          Sockets.UNWATCHED);

  public static final int THREADS_MAX = 1024;

  public TransportOptions {
    addresses = Map.copyOf(addresses);
    if (threads < 1 || threads > THREADS_MAX) {
      throw new IllegalArgumentException(
          "threads: %d (expected: 1 to %d)".formatted(threads, THREADS_MAX));
    }
  }

  public TransportOptions withThreads(int changed) {
    return new TransportOptions(
        changed, addresses, extraAuthorities, serverLimits, clientLimits, sockets);
  }

  public TransportOptions withAddresses(Map<String, String> changed) {
    return new TransportOptions(
        threads, changed, extraAuthorities, serverLimits, clientLimits, sockets);
  }

  public TransportOptions withExtraAuthorities(String pem) {
    return new TransportOptions(threads, addresses, pem, serverLimits, clientLimits, sockets);
  }

  public TransportOptions withServerLimits(ServerLimits changed) {
    return new TransportOptions(
        threads, addresses, extraAuthorities, changed, clientLimits, sockets);
  }

  public TransportOptions withClientLimits(ClientLimits changed) {
    return new TransportOptions(
        threads, addresses, extraAuthorities, serverLimits, changed, sockets);
  }

  public TransportOptions withSockets(Sockets changed) {
    return new TransportOptions(
        threads, addresses, extraAuthorities, serverLimits, clientLimits, changed);
  }
}
