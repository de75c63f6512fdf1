package dev.agentgateway.app.run;

import dev.agentgateway.config.Compiled;
import dev.agentgateway.http.Handler;
import dev.agentgateway.proxy.RequestWalk;
import dev.agentgateway.proxy.Tools;
import dev.agentgateway.proxy.body.Budget;
import dev.agentgateway.proxy.upstream.Health;
import dev.agentgateway.snapshot.Door;
import dev.agentgateway.snapshot.Snapshot;
import dev.agentgateway.snapshot.match.Routing;
import dev.agentgateway.telemetry.Telemetries;
import dev.agentgateway.telemetry.log.AccessLog;
import dev.agentgateway.telemetry.metrics.Metrics;
import dev.agentgateway.transport.Transport;
import dev.agentgateway.transport.TransportOptions;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The whole program, wired: resources become a snapshot, ports are bound, requests walk.
///
/// ```
/// start ─▶ resources read ─▶ ports bound ─▶ ready ─▶ … reloads … ─▶ close: not ready ─▶ drained
/// ```
public final class Gateway implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

  private static final long BIND_AGAIN_SECONDS = 2;

  private final GatewayOptions options;
  private final Transport transport;
  private final AccessLog accessLog;
  private final Ports ports;
  private final FakePort fakes;
  private final Operations operations;
  private final ResourceSource resources;
  private final AtomicBoolean isClosed = new AtomicBoolean();
  private final CountDownLatch end = new CountDownLatch(1);
  private final AtomicBoolean isBindingAgain = new AtomicBoolean();
  private final Set<String> told = new HashSet<>();
  private volatile Routing routing = Routing.EMPTY;

  private Gateway(GatewayOptions options, ResourceSource resources, OutputStream lines)
      throws StartException {
    this.options = options;
    this.resources = resources;
    this.accessLog = AccessLog.open(lines, options.accessLog().ofAccessLog());
    Metrics metrics = Operations.metrics(accessLog);
    this.transport =
        Transport.open(transportOptions(options).withSockets(metrics.sockets(this::named)));
    Tools tools =
        new Tools(
            transport.client(),
            transport.decoding(),
            Telemetries.of(metrics, accessLog),
            new Health(),
            new Budget(options.heldBytesMax()));
    this.ports = new Ports(transport.server(), door -> walk(door, tools), options);
    this.fakes = new FakePort(transport, options.addresses());
    this.operations = Operations.open(options, metrics, this);
  }

  /// Starts as options say; what is wrong with resources is told, and keeps only them from running.
  ///
  /// @param lines where the access log goes
  public static Gateway start(GatewayOptions options, OutputStream lines) throws StartException {
    return start(options, FileResources.read(options.files(), options.services()), lines);
  }

  /// Starts with resources of this source.
  public static Gateway start(GatewayOptions options, ResourceSource resources, OutputStream lines)
      throws StartException {
    Gateway gateway = new Gateway(options, resources, lines);
    try {
      gateway.resources.tell();
      gateway.takeForce();
      Map<Door, String> unbound = gateway.ports.unbound();
      if (!unbound.isEmpty()) {
        throw new StartException(unbound.values().iterator().next());
      }
      gateway.resources.follow(gateway::takeForce);
      gateway.operations.readiness().ready();
      return gateway;
    } catch (StartException | RuntimeException e) {
      gateway.stop();
      throw e;
    }
  }

  /// Where Gateways listen, by the door that they name.
  public Map<Door, InetSocketAddress> listening() {
    return ports.listening();
  }

  public boolean isTls(Door door) {
    return ports.isTls(door);
  }

  public InetSocketAddress adminAddress() {
    return operations.admin();
  }

  public InetSocketAddress metricsAddress() {
    return operations.metrics();
  }

  public InetSocketAddress readinessAddress() {
    return operations.readinessAddress();
  }

  /// What was read last, and what is said of ports that could not be bound.
  public Compiled compiled() {
    return Unbound.told(resources.compiled(), ports.unbound());
  }

  /// Where resources come from, and how that stands.
  public Map<String, String> origin() {
    return resources.origin();
  }

  /// Doors that Gateways name and that could not be bound, and why.
  public Map<Door, String> unbound() {
    return ports.unbound();
  }

  public boolean isClosed() {
    return isClosed.get();
  }

  /// Returns when it was closed.
  public void awaitEnd() throws InterruptedException {
    end.await();
  }

  /// Says that it is not ready, and goes on for a while before it ends: who balances load hears of
  /// it later than this process. Kept connections end with their next answer meanwhile.
  public void closeAfter(Duration linger) {
    transport.server().retire();
    operations.readiness().draining();
    try {
      Thread.sleep(linger);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    close();
  }

  /// Ends in order: not ready, nothing new, what runs may finish, for a bounded time.
  @Override
  public void close() {
    if (isClosed.compareAndSet(false, true)) {
      operations.readiness().draining();
      LOG.info("draining for at most {} s", options.drain().toSeconds());
      transport.server().drain(options.drain());
      stop();
    }
  }

  private void stop() {
    isClosed.set(true);
    resources.close();
    transport.close();
    operations.close();
    accessLog.close();
    end.countDown();
  }

  /// Ports open before what is read takes force, and close after: no request finds neither.
  private synchronized Map<Door, String> takeForce() {
    Snapshot snapshot = resources.compiled().snapshot();
    fakes.openFor(snapshot);
    ports.open(snapshot);
    routing = Routing.of(snapshot);
    ports.closeOthers(snapshot);
    Map<Door, String> unbound = ports.unbound();
    if (operations.readiness().isReady()) {
      unbound.values().stream().filter(told::add).forEach(LOG::error);
      if (!unbound.isEmpty() && isBindingAgain.compareAndSet(false, true)) {
        Thread.startVirtualThread(this::bindAgain);
      }
    }
    told.retainAll(unbound.values());
    return unbound;
  }

  /// A port may become free.
  private void bindAgain() {
    try {
      while (!ports.unbound().isEmpty() && !end.await(BIND_AGAIN_SECONDS, TimeUnit.SECONDS)) {
        takeForce();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      isBindingAgain.set(false);
    }
  }

  /// The port that a Gateway names, for the one that is bound.
  private int named(int local) {
    Ports known = ports;
    return known == null ? local : known.named(local);
  }

  private Handler walk(Door door, Tools tools) {
    return new RequestWalk(door, () -> routing, tools);
  }

  private static TransportOptions transportOptions(GatewayOptions options) {
    return TransportOptions.DEFAULT
        .withThreads(options.eventLoops())
        .withAddresses(options.addresses())
        .withExtraAuthorities(options.extraAuthorities());
  }
}
