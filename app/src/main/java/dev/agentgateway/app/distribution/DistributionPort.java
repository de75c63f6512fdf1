package dev.agentgateway.app.distribution;

import dev.agentgateway.app.run.StartException;
import dev.agentgateway.http.Server;
import dev.agentgateway.http.Server.Named;
import dev.agentgateway.http.Server.ServerTls;
import dev.agentgateway.kubernetes.Cluster;
import dev.agentgateway.kubernetes.api.ApiFailure;
import dev.agentgateway.kubernetes.distribution.Distribution;
import dev.agentgateway.kubernetes.trust.Keys;
import dev.agentgateway.kubernetes.trust.TrustSecret;
import dev.agentgateway.telemetry.metrics.Metrics;
import dev.agentgateway.transport.Transport;
import dev.agentgateway.transport.TransportOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Serves data planes over TLS. Certificates are looked after while it is open: a new one is served
/// to connections to come, and its authority told to who asked for it.
public final class DistributionPort implements AutoCloseable {

  /// Where data planes ask.
  public static final int PORT = 9978;

  private static final Logger LOG = LoggerFactory.getLogger(DistributionPort.class);

  private static final Duration LOOK = Duration.ofMinutes(1);

  private final Transport transport;
  private final Distribution distribution;
  private final TrustSecret trust;
  private final Server.Port port;
  private final Consumer<String> authorities;
  private final CountDownLatch end = new CountDownLatch(1);
  private Keys keys;

  private DistributionPort(
      Transport transport,
      Distribution distribution,
      TrustSecret trust,
      Keys keys,
      Server.Port port,
      Consumer<String> authorities) {
    this.transport = transport;
    this.distribution = distribution;
    this.trust = trust;
    this.keys = keys;
    this.port = port;
    this.authorities = authorities;
  }

  /// Opens the port; who comes before the API server was read is asked to come again.
  ///
  /// @param cluster not started yet
  /// @param namespace of the controller
  /// @param service by which data planes find it
  /// @param authorities is given the certificates that data planes must trust, PEM, now and when
  ///   they change
  public static DistributionPort open(
      Cluster cluster,
      InetSocketAddress address,
      String namespace,
      String service,
      Consumer<String> authorities)
      throws StartException {
    TrustSecret trust = cluster.trust(namespace, service + "-xds-cert", names(service, namespace));
    Transport transport = Transport.open(TransportOptions.DEFAULT.withThreads(1));
    try {
      Keys keys = trust.tend();
      Distribution distribution = cluster.distribute();
      Server.Port port = transport.server().bind(address, distribution.handler(), served(keys));
      authorities.accept(keys.authorities());
      DistributionPort opened =
          new DistributionPort(transport, distribution, trust, keys, port, authorities);
      Thread.ofVirtual().name("certificates").start(opened::tend);
      return opened;
    } catch (ApiFailure e) {
      transport.close();
      throw new StartException(e.words());
    } catch (IOException e) {
      transport.close();
      throw new StartException(
          "the data planes' port %d cannot be used, %s"
              .formatted(address.getPort(), e.getMessage()));
    }
  }

  public InetSocketAddress address() {
    return port.address();
  }

  public Distribution distribution() {
    return distribution;
  }

  /// Counts what happens, by the names that dashboards know.
  public void tell(Metrics metrics) {
    var counts = distribution.counts();
    metrics.watch("xds_auth_rq", "Data planes that asked to be let in.", counts::asked);
    metrics.watch("xds_auth_rq_success", "Data planes that were let in.", counts::admitted);
    metrics.watch("xds_auth_rq_failure", "Data planes that are not who they say.", counts::refused);
    metrics.watch(
        "xds_rejects", "Versions that a data plane could not let take force.", counts::rejects);
    metrics.watch("xds_objects_sent", "Objects sent to data planes.", counts::objects);
    metrics.watch("xds_bytes_sent", "Bytes sent to data planes.", counts::bytes);
  }

  /// Looks after certificates once; else it is done every minute.
  void look() {
    try {
      Keys now = trust.tend();
      if (!now.equals(keys)) {
        keys = now;
        port.renew(served(now));
        authorities.accept(now.authorities());
      }
    } catch (ApiFailure e) {
      LOG.warn("{}; those from before are still served", e.words());
    }
  }

  private void tend() {
    try {
      while (!end.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        look();
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private static ServerTls served(Keys keys) {
    return new ServerTls(List.of(new Named("*", keys.server())));
  }

  private static List<String> names(String service, String namespace) {
    String inNamespace = service + "." + namespace;
    return List.of(
        inNamespace + ".svc",
        inNamespace + ".svc.cluster.local",
        inNamespace,
        service,
        "localhost",
        "127.0.0.1");
  }

  @Override
  public void close() {
    end.countDown();
    distribution.close();
    transport.close();
  }
}
