package dev.agentgateway.http;

import java.net.InetSocketAddress;
import java.time.Duration;

/// Is told of connections as they come about. Called on event loops: never waits.
public interface Sockets {

  /// Tells nobody.
  Sockets UNWATCHED = new Sockets() {};

  /// A client's connection was taken.
  ///
  /// @param local where it was taken
  default void accepted(InetSocketAddress local, boolean isTls) {}

  /// TLS with a client stands.
  ///
  /// @param took since the connection was taken
  default void secured(InetSocketAddress local, Duration took) {}

  /// A connection to an upstream stands, with its TLS.
  default void connected(boolean isTls, Duration took) {}
}
