package dev.agentgateway.kubernetes;

import dev.agentgateway.config.Compiled;
import dev.agentgateway.config.Configuration;
import dev.agentgateway.config.Options;
import dev.agentgateway.config.addresses.Addressing;
import dev.agentgateway.config.report.ResourceKey;
import dev.agentgateway.config.report.ResourceStatus;
import dev.agentgateway.config.sources.Documents;
import dev.agentgateway.kubernetes.api.Api;
import dev.agentgateway.kubernetes.api.ApiFailure;
import dev.agentgateway.kubernetes.api.Reply;
import dev.agentgateway.kubernetes.deploy.DeployOptions;
import dev.agentgateway.kubernetes.deploy.Deployer;
import dev.agentgateway.kubernetes.distribution.Distribution;
import dev.agentgateway.kubernetes.distribution.DistributionOptions;
import dev.agentgateway.kubernetes.distribution.RefusalListener;
import dev.agentgateway.kubernetes.distribution.wire.Refusal;
import dev.agentgateway.kubernetes.events.EventWriter;
import dev.agentgateway.kubernetes.lease.Leadership;
import dev.agentgateway.kubernetes.objects.Discovery;
import dev.agentgateway.kubernetes.objects.Live;
import dev.agentgateway.kubernetes.objects.Objects;
import dev.agentgateway.kubernetes.objects.Observer;
import dev.agentgateway.kubernetes.status.Place;
import dev.agentgateway.kubernetes.status.StatusWriter;
import dev.agentgateway.kubernetes.trust.TrustSecret;
import dev.agentgateway.snapshot.Door;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// An API server, ours or a cluster's, as a source of configuration.
///
/// ```
/// watches ─▶ objects ─▶ quiet for a moment ─▶ compile ─▶ consumer ─▶ statuses, events
///    ▲                                                                    │
///    └────────────────────── API server ◀────────────────────────────────┘
/// ```
///
/// When the API server is lost, what was compiled last stays in force; when it is back, all is read
/// again and compared.
public final class Cluster implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);

  /// Who writes, in managedFields and events.
  private static final String MANAGER = "agentgateway";

  private static final String AS_MANAGER = "?fieldManager=" + MANAGER;

  /// Of our class, where nobody wrote one.
  private static final String CONTROLLER = "agentgateway.dev/agentgateway";

  private static final Duration QUIET = Duration.ofMillis(4);

  /// Changes that never end must not put off compiling for ever.
  private static final Duration BUSY_MAX = Duration.ofMillis(40);

  private static final Duration TICK = Duration.ofSeconds(1);
  private static final int TICKS_TO_EXTEND = 5;
  private static final int TICKS_TO_LOSE = 2;

  private final ClusterOptions options;
  private final Api api;
  private final Objects objects = new Objects();
  private final Feed feed;
  private final StatusWriter statuses;
  private final EventWriter events;
  private final Semaphore bell = new Semaphore(0);
  private final CountDownLatch first = new CountDownLatch(1);
  private final Thread thread = Thread.ofPlatform().name("cluster").daemon().unstarted(this::run);
  private volatile Consumer consumer = _ -> Map.of();
  private volatile Compiled compiled = Compiled.NOTHING;
  private volatile boolean isClosed;
  private volatile boolean isDirty = true;
  private volatile Observer observer = Observer.NOBODY;
  private volatile Documents beside = Documents.NONE;
  private volatile @Nullable Deployer deployer;
  private volatile @Nullable Distribution distributing;
  private volatile @Nullable Leadership leadership;
  private volatile boolean isWriting = true;
  private volatile boolean isMoved;
  private boolean isTold;
  private Map<Door, String> unbound = Map.of();
  private int ticksLost;
  private long ticks;

  private Cluster(ClusterOptions options, Api api) {
    this.options = options;
    this.api = api;
    this.feed =
        new Feed(
            api,
            new Discovery(objects, options.scope().namespaces(), this::changed),
            options.scope().secretNamespaces(),
            bell::release);
    this.statuses = new StatusWriter(api, MANAGER, InstantSource.system(), this::mayWrite);
    this.events = new EventWriter(api, objects, MANAGER, InstantSource.system());
  }

  /// Connects, and fails when nobody answers.
  public static Cluster connect(ClusterOptions options) throws ApiFailure {
    return new Cluster(options, Api.connect(options.access()));
  }

  /// Reads everything, lets it take force, and from then on every change.
  public void start(Consumer taking) throws ApiFailure {
    consumer = taking;
    feed.extend();
    thread.start();
    try {
      if (!first.await(options.patience().toMillis(), TimeUnit.MILLISECONDS)) {
        throw new ApiFailure("the API server %s was not read: %s".formatted(url(), feed.failure()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ApiFailure("interrupted");
    }
  }

  /// Runs these beside what the API server holds, whose objects count more. To be called before the
  /// start.
  public void runBeside(Documents more) {
    beside = more;
  }

  public String url() {
    return api.url();
  }

  /// What is in force.
  public Compiled compiled() {
    return compiled;
  }

  /// Gives what is read to data planes, too. To be called before the start.
  public Distribution distribute() {
    Distribution distribution =
        Distribution.start(api, DistributionOptions.of(options.compile()), new Refusals());
    observer = distribution;
    distributing = distribution;
    return distribution;
  }

  private final class Refusals implements RefusalListener {

    @Override
    public void refused(ResourceKey gateway, String replica, Refusal refusal) {
      events.tell(gateway, "AgentGatewayNackError", "data plane " + replica + ": " + refusal);
    }

    @Override
    public void changed(ResourceKey gateway) {
      statuses.look(gateway);
    }
  }

  /// Also puts data planes into the cluster. To be called before the start.
  public void deploy(DeployOptions what) {
    deployer = Deployer.start(api, objects, what, MANAGER, this::mayWrite, statuses::look);
  }

  /// Who of several replicas writes: until told otherwise, this one does not. To be called before
  /// the start.
  ///
  /// @param identity of this replica
  public Leadership contend(String namespace, String lease, String identity) {
    isWriting = false;
    Leadership contending =
        new Leadership(api, namespace, lease, identity, InstantSource.system(), this::write);
    leadership = contending;
    return contending;
  }

  private boolean mayWrite() {
    Leadership contending = leadership;
    return isWriting && (contending == null || contending.isHeld());
  }

  /// Begins to write, or ends.
  private void write(boolean now) {
    isWriting = now;
    isMoved = true;
    bell.release();
  }

  /// The Secret with the certificates by which data planes know this controller.
  ///
  /// @param names hosts and addresses by which they find it
  public TrustSecret trust(String namespace, String secret, List<String> names) {
    return new TrustSecret(api, namespace, secret, names, InstantSource.system());
  }

  private void changed(Objects.Change change) {
    if (change.isRead()) {
      observer.changed(change.key(), objects.find(change.key()));
      isDirty = true;
      bell.release();
    } else {
      statuses.look(change.key());
      ResourceKey gateway = deployer == null ? null : objects.ownerOf(change.key());
      if (gateway != null) {
        statuses.look(gateway);
      }
    }
  }

  private void run() {
    while (!isClosed) {
      try {
        if (bell.tryAcquire(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
          awaitQuiet();
        } else {
          tick();
        }
        if (isDirty && feed.isComplete()) {
          compile();
        }
        if (isMoved && isTold) {
          isMoved = false;
          welcome();
          tell(compiled);
        }
      } catch (InterruptedException closing) {
        return;
      } catch (RuntimeException e) {
        LOG.error("what the API server holds could not be taken", e);
      }
    }
  }

  private void awaitQuiet() throws InterruptedException {
    long end = System.nanoTime() + BUSY_MAX.toNanos();
    do {
      bell.drainPermits();
    } while (bell.tryAcquire(QUIET.toMillis(), TimeUnit.MILLISECONDS) && System.nanoTime() < end);
  }

  private void tick() {
    ticks++;
    if (!feed.isWhole() && ticks % TICKS_TO_EXTEND == 0) {
      feed.extend();
    }
    if (feed.isComplete() && feed.isAlive()) {
      if (ticksLost >= TICKS_TO_LOSE) {
        LOG.info("the API server {} is back", url());
      }
      ticksLost = 0;
      statuses.lookAgain();
      welcome();
      bindAgain();
      // Not at once: what belongs together arrives one after the other.
      if (mayWrite()) {
        events.take(compiled.problems());
      }
    } else if (++ticksLost == TICKS_TO_LOSE) {
      LOG.warn("the API server {} is lost, what was read last runs on {}", url(), feed.failure());
    }
  }

  private void compile() {
    isDirty = false;
    if (!isTold) {
      isTold = true;
      observer.complete();
    }
    Compiled now = Configuration.compile(objects.documents(beside), standing(), compiled);
    compiled = now;
    unbound = consumer.take(now);
    first.countDown();
    welcome();
    tell(now);
  }

  /// Addresses that Gateways show stay theirs, also past a restart.
  private Options standing() {
    Addressing addressing = options.compile().addressing();
    return addressing == null
        ? options.compile()
        : options
            .compile()
            .withAddressing(
                new Addressing(addressing.pool(), addressing.isUsable(), objects.shownAddresses()));
  }

  /// A port that something else had may be free by now.
  private void bindAgain() {
    Map<Door, String> before = unbound;
    if (!before.isEmpty() && !isDirty) {
      unbound = consumer.take(compiled);
      if (!before.equals(unbound)) {
        tell(compiled);
      }
    }
  }

  private void tell(Compiled now) {
    List<ResourceStatus> written = isWriting ? now.statuses() : List.of();
    statuses.take(
        written,
        new Place(
            objects,
            options.compile().controllerNames(),
            CONTROLLER,
            options.addresses(),
            unbound,
            deployer,
            distributing,
            options.alone()));
    Deployer deploying = deployer;
    if (deploying != null) {
      deploying.take(isWriting ? now : Compiled.NOTHING);
    }
  }

  /// The class of our Gateways is there, and comes back when it is deleted.
  private void welcome() {
    String name = options.compile().gatewayClass();
    Live live = objects.find(Feed.gatewayClass(name));
    if (!mayWrite()) {
      return;
    }
    if (live != null) {
      refer(live);
      return;
    }
    ObjectNode gatewayClass = JsonNodeFactory.instance.objectNode();
    gatewayClass.put("apiVersion", "gateway.networking.k8s.io/v1");
    gatewayClass.put("kind", "GatewayClass");
    gatewayClass.putObject("metadata").put("name", name);
    gatewayClass
        .putObject("spec")
        .put("controllerName", CONTROLLER)
        .put("description", "Served by agentgateway.");
    if (options.classParameters() != null) {
      ((ObjectNode) gatewayClass.path("spec")).set("parametersRef", options.classParameters());
    }
    Reply reply =
        api.create("/apis/gateway.networking.k8s.io/v1/gatewayclasses" + AS_MANAGER, gatewayClass);
    if (!reply.isDone() && !reply.isConflict()) {
      LOG.debug("the GatewayClass {} cannot be written: {}", name, reply.words());
    }
  }

  /// The class has the parameters that it is to have.
  private void refer(Live gatewayClass) {
    ObjectNode wanted = options.classParameters();
    if (wanted != null
        && gatewayClass.spec().path("controllerName").asString("").equals(CONTROLLER)
        && !wanted.equals(gatewayClass.spec().path("parametersRef"))) {
      ObjectNode patch = JsonNodeFactory.instance.objectNode();
      patch.putObject("spec").set("parametersRef", wanted);
      Reply reply = api.merge(gatewayClass.path() + AS_MANAGER, patch);
      if (!reply.isDone()) {
        LOG.warn("{} gets no parameters: {}", gatewayClass.key(), reply.words());
      }
    }
  }

  @Override
  public void close() {
    isClosed = true;
    thread.interrupt();
    feed.close();
    if (deployer != null) {
      deployer.close();
    }
    statuses.close();
    events.close();
    api.close();
  }
}
