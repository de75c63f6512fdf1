package dev.agentgateway.telemetry.metrics;

import dev.agentgateway.http.Sockets;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.IntUnaryOperator;

/// Counts and times connections. A port is told by the number that a Gateway names.
final class SocketMetrics implements Sockets {

  private final IntUnaryOperator named;
  private final Counter clients;
  private final Histogram handshakes;
  private final Histogram connects;

  /// @param named the port that a Gateway names, for the one that is bound
  SocketMetrics(String prefix, PrometheusRegistry registry, IntUnaryOperator named) {
    this.named = named;
    clients =
        Counter.builder()
            .name(prefix + "downstream_connections")
            .help("Connections of clients that were taken.")
            .labelNames("bind", "protocol")
            .register(registry);
    handshakes =
        Histogram.builder()
            .name(prefix + "tls_handshake_duration_seconds")
            .help("From a client's connection to the end of its TLS handshake.")
            .labelNames("bind", "protocol")
            .classicOnly()
            .classicUpperBounds(Buckets.SOCKET)
            .register(registry);
    connects =
        Histogram.builder()
            .name(prefix + "upstream_connect_duration_seconds")
            .help("Until a connection to an upstream stood, with its TLS.")
            .labelNames("transport")
            .classicOnly()
            .classicUpperBounds(Buckets.SOCKET)
            .register(registry);
  }

  @Override
  public void accepted(InetSocketAddress local, boolean isTls) {
    clients.labelValues(bind(local), isTls ? "tls" : "http").inc();
  }

  @Override
  public void secured(InetSocketAddress local, Duration took) {
    handshakes.labelValues(bind(local), "tls").observe(Metrics.seconds(took));
  }

  @Override
  public void connected(boolean isTls, Duration took) {
    connects.labelValues(isTls ? "tls" : "plaintext").observe(Metrics.seconds(took));
  }

  private String bind(InetSocketAddress local) {
    return "bind/" + named.applyAsInt(local.getPort());
  }
}
