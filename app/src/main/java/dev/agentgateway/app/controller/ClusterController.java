package dev.agentgateway.app.controller;

import dev.agentgateway.admin.MetricsPages;
import dev.agentgateway.admin.Readiness;
import dev.agentgateway.app.console.Version;
import dev.agentgateway.app.distribution.DistributionPort;
import dev.agentgateway.app.run.StartException;
import dev.agentgateway.app.run.Tidings;
import dev.agentgateway.config.Compiled;
import dev.agentgateway.config.Options;
import dev.agentgateway.config.addresses.Addressing;
import dev.agentgateway.config.addresses.Cidr;
import dev.agentgateway.http.Handler;
import dev.agentgateway.kubernetes.Cluster;
import dev.agentgateway.kubernetes.ClusterOptions;
import dev.agentgateway.kubernetes.api.ApiFailure;
import dev.agentgateway.kubernetes.deploy.DeployOptions;
import dev.agentgateway.kubernetes.lease.Leadership;
import dev.agentgateway.snapshot.Door;
import dev.agentgateway.telemetry.metrics.Metrics;
import dev.agentgateway.transport.Transport;
import dev.agentgateway.transport.TransportOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A controller, wired.
///
/// ```
/// API server ─▶ cluster ─▶ compiled ─▶ statuses, events
///                  ├─────▶ distribution ─▶ data planes
///                  └─────▶ deployer ─▶ a Deployment and a Service for each Gateway
/// ```
public final class ClusterController implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ClusterController.class);

  /// Each Gateway has pods of its own, so that ports of two are never the same. The addresses stand
  /// for those pods while compiling, and are reserved (RFC 1112, 4): nobody sees them.
  private static final Options APART =
      Options.DEFAULT.withAddressing(
          new Addressing(Cidr.parse("240.0.0.0/8"), _ -> true, Map.of()));

  private static final String LEASE = "agentgateway-agentgateway";
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Transport operations = Transport.open(TransportOptions.DEFAULT.withThreads(1));
  private final Readiness readiness = new Readiness();
  private final CountDownLatch end = new CountDownLatch(1);
  private final Cluster cluster;
  private final DistributionPort port;
  private final @Nullable Leadership leadership;
  private final InetSocketAddress health;
  private volatile Compiled compiled = Compiled.NOTHING;
  private volatile String authorities = "";

  private ClusterController(ControllerSettings settings) throws StartException {
    Metrics metrics = new Metrics(Version.current());
    try {
      health = bind(settings.bind(), settings.healthPort(), "health", readiness.handler());
      bind(settings.bind(), settings.metricsPort(), "metrics", MetricsPages.of(metrics));
      cluster =
          Cluster.connect(
              new ClusterOptions(
                  settings.access(),
                  APART,
                  List.of(),
                  false,
                  PATIENCE,
                  settings.scope(),
                  settings.classParameters()));
      port =
          DistributionPort.open(
              cluster,
              new InetSocketAddress(settings.bind(), settings.dataPlanePort()),
              settings.namespace(),
              settings.service(),
              now -> authorities = now);
      cluster.deploy(
          new DeployOptions(
              settings.image(),
              "https://%s.%s.svc:%d"
                  .formatted(settings.service(), settings.namespace(), DistributionPort.PORT),
              () -> authorities));
      port.tell(metrics);
      leadership =
          settings.identity().isEmpty()
              ? null
              : cluster.contend(settings.namespace(), LEASE, settings.identity());
    } catch (ApiFailure e) {
      operations.close();
      throw new StartException(e.words());
    } catch (StartException e) {
      operations.close();
      throw e;
    }
  }

  /// Starts, and returns when everything was read once.
  public static ClusterController start(ControllerSettings settings) throws StartException {
    ClusterController controller = new ClusterController(settings);
    try {
      controller.cluster.start(controller::take);
    } catch (ApiFailure e) {
      controller.close();
      throw new StartException(e.words());
    }
    if (controller.leadership != null) {
      controller.leadership.start();
    }
    controller.readiness.ready();
    LOG.info(
        "controller of {}, data planes on {}", controller.cluster.url(), controller.port.address());
    return controller;
  }

  public InetSocketAddress dataPlanes() {
    return port.address();
  }

  public InetSocketAddress health() {
    return health;
  }

  /// Returns when it was closed.
  public void awaitEnd() throws InterruptedException {
    end.await();
  }

  /// Ports are the data planes' to bind.
  @SuppressWarnings("ReferenceEquality")
  private Map<Door, String> take(Compiled now) {
    Compiled before = compiled;
    compiled = now;
    if (before != now) {
      Tidings.tellChange(before, now);
    }
    return Map.of();
  }

  private InetSocketAddress bind(InetAddress address, int number, String name, Handler handler)
      throws StartException {
    try {
      return operations
          .server()
          .bind(new InetSocketAddress(address, number), handler, null)
          .address();
    } catch (IOException e) {
      throw new StartException(
          "the %s port %d cannot be used, %s: choose another with --%s-port PORT, 0 for any"
              .formatted(name, number, e.getMessage(), name));
    }
  }

  @Override
  public void close() {
    readiness.draining();
    if (leadership != null) {
      leadership.close();
    }
    port.close();
    cluster.close();
    operations.close();
    end.countDown();
  }
}
