package dev.agentgateway.kubernetes.deploy;

import dev.agentgateway.config.Compiled;
import dev.agentgateway.config.report.ResourceKey;
import dev.agentgateway.config.report.ResourceStatus;
import dev.agentgateway.kubernetes.api.Answered;
import dev.agentgateway.kubernetes.api.Api;
import dev.agentgateway.kubernetes.api.Reply;
import dev.agentgateway.kubernetes.objects.Live;
import dev.agentgateway.kubernetes.objects.Objects;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Sees to it that each Gateway of ours has its data planes, by server-side apply: fields of others
/// stay. What is as it was is not written again but for once in [#LOOK], which brings back what
/// somebody took away. Data planes of a Gateway that goes are collected by the cluster.
public final class Deployer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Deployer.class);

  private static final Duration LOOK = Duration.ofSeconds(30);
  private static final Duration AGAIN = Duration.ofSeconds(2);

  private static final Map<String, String> COLLECTIONS =
      Map.of(
          "ServiceAccount",
          "/api/v1/namespaces/%s/serviceaccounts/%s",
          "ConfigMap",
          "/api/v1/namespaces/%s/configmaps/%s",
          "Service",
          "/api/v1/namespaces/%s/services/%s",
          "Deployment",
          "/apis/apps/v1/namespaces/%s/deployments/%s",
          "DaemonSet",
          "/apis/apps/v1/namespaces/%s/daemonsets/%s",
          DataPlane.BUDGET,
          "/apis/policy/v1/namespaces/%s/poddisruptionbudgets/%s",
          DataPlane.SCALER,
          "/apis/autoscaling/v2/namespaces/%s/horizontalpodautoscalers/%s");

  /// Kinds that a Gateway's data planes may have and need not.
  private static final List<String> OPTIONAL =
      List.of("Deployment", "DaemonSet", DataPlane.BUDGET, DataPlane.SCALER);

  private final Api api;
  private final Objects objects;
  private final DeployOptions options;
  private final String manager;
  private final BooleanSupplier mayWrite;
  private final Semaphore bell = new Semaphore(0);
  private final Map<String, ObjectNode> applied = new HashMap<>();
  private final Set<String> gone = new HashSet<>();
  private final Set<String> owned = new HashSet<>();
  private final Map<ResourceKey, String> failures = new ConcurrentHashMap<>();
  private final Consumer<ResourceKey> failed;
  private final Thread thread = Thread.ofVirtual().name("deployer").unstarted(this::run);
  private volatile Compiled compiled = Compiled.NOTHING;
  private volatile boolean isClosed;

  private Deployer(
      Api api,
      Objects objects,
      DeployOptions options,
      String manager,
      BooleanSupplier mayWrite,
      Consumer<ResourceKey> failed) {
    this.api = api;
    this.objects = objects;
    this.options = options;
    this.manager = manager;
    this.mayWrite = mayWrite;
    this.failed = failed;
  }

  /// @param mayWrite asked before anything is written for a Gateway: of several replicas one writes
  /// @param failed is told of Gateways for which [#failure] is now another
  public static Deployer start(
      Api api,
      Objects objects,
      DeployOptions options,
      String manager,
      BooleanSupplier mayWrite,
      Consumer<ResourceKey> failed) {
    Deployer deployer = new Deployer(api, objects, options, manager, mayWrite, failed);
    deployer.thread.start();
    return deployer;
  }

  /// Takes what a compilation said: a Gateway with conditions is ours. Nothing is to be done for
  /// none.
  public void take(Compiled now) {
    compiled = now;
    bell.release();
  }

  /// Why a Gateway's data planes are not as they should be; empty when they are.
  public String failure(ResourceKey gateway) {
    return failures.getOrDefault(gateway, "");
  }

  /// The IP addresses that a Gateway asks for; its Service can have one.
  public static List<String> addresses(Live gateway) {
    return DataPlane.addresses(gateway);
  }

  private void run() {
    long looked = System.nanoTime();
    boolean isWhole = true;
    while (!isClosed) {
      try {
        Duration wait = isWhole ? LOOK : AGAIN;
        if (bell.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS)) {
          bell.drainPermits();
        }
        if (System.nanoTime() - looked > LOOK.toNanos()) {
          looked = System.nanoTime();
          applied.clear();
        }
        isWhole = deploy();
      } catch (InterruptedException closing) {
        return;
      } catch (RuntimeException e) {
        isWhole = false;
        LOG.error("data planes could not be deployed", e);
      }
    }
  }

  private boolean deploy() {
    Compiled now = compiled;
    boolean isWhole = true;
    for (ResourceStatus status : now.statuses()) {
      Live gateway = isOurs(status) ? objects.find(status.resource()) : null;
      if (gateway != null && !gateway.tree().path("metadata").has("deletionTimestamp")) {
        isWhole &= deploy(gateway, Parameters.of(status.resource(), now.resources()));
      }
    }
    return isWhole;
  }

  /// Whether it is a Gateway of ours, and it is clear what is to be deployed for it.
  private static boolean isOurs(ResourceStatus status) {
    return status.kind().equals("Gateway")
        && !status.conditions().isEmpty()
        && status.conditions().stream()
            .noneMatch(each -> each.reason().equals("InvalidParameters"));
  }

  private boolean deploy(Live gateway, Parameters parameters) {
    if (parameters.isSelfManaged()) {
      tell(gateway.key(), "");
      return true;
    }
    if (!mayWrite.getAsBoolean()) {
      return false;
    }
    List<String> faults = new ArrayList<>();
    Set<String> kinds = new HashSet<>();
    for (ObjectNode object : DataPlane.of(gateway, parameters, options)) {
      kinds.add(object.path("kind").asString(""));
      String fault = apply(gateway, object);
      if (!fault.isEmpty()) {
        faults.add(fault);
      }
    }
    for (String kind : OPTIONAL) {
      if (!kinds.contains(kind)) {
        String fault = prune(gateway, kind);
        if (!fault.isEmpty()) {
          faults.add(fault);
        }
      }
    }
    tell(gateway.key(), String.join("; ", faults));
    return faults.isEmpty();
  }

  private void tell(ResourceKey gateway, String failure) {
    String before = failure.isEmpty() ? failures.remove(gateway) : failures.put(gateway, failure);
    if (!failure.equals(before == null ? "" : before)) {
      if (!failure.isEmpty()) {
        LOG.warn("{}: {}", gateway, failure);
      }
      failed.accept(gateway);
    }
  }

  /// Takes away what was deployed and is not asked for any more; what is somebody else's stays.
  private String prune(Live gateway, String kind) {
    String path = path(kind, gateway.key().namespace(), Labels.cut(gateway.key().name()));
    if (gone.contains(path)) {
      return "";
    }
    Answered answered = api.read(path);
    boolean isLeaving = answered.body().path("metadata").has("deletionTimestamp");
    Reply reply =
        isOwned(answered.body(), gateway) && !isLeaving ? api.delete(path) : answered.reply();
    if (reply.isDone() || reply.isMissing()) {
      gone.add(path);
      owned.remove(path);
      applied.remove(path);
      return "";
    }
    return "%s %s cannot be taken away: %s".formatted(kind, gateway.key().id(), reply.words());
  }

  private static boolean isOwned(JsonNode object, Live gateway) {
    for (JsonNode owner : object.path("metadata").path("ownerReferences")) {
      if (owner.path("uid").asString("").equals(gateway.uid())) {
        return true;
      }
    }
    return false;
  }

  private static String path(String kind, String namespace, String name) {
    return COLLECTIONS.getOrDefault(kind, "").formatted(namespace, name);
  }

  /// What somebody else made stays as it is, also when it has the name that ours would have.
  private String apply(Live gateway, ObjectNode object) {
    JsonNode metadata = object.path("metadata");
    String kind = object.path("kind").asString("");
    String path =
        path(kind, metadata.path("namespace").asString(""), metadata.path("name").asString(""));
    gone.remove(path);
    if (object.equals(applied.get(path))) {
      return "";
    }
    String name = "%s %s".formatted(kind, metadata.path("name").asString(""));
    if (!owned.contains(path)) {
      Answered there = api.read(path);
      if (there.reply().isDone() && !isOwned(there.body(), gateway)) {
        return name + " is there and not this Gateway's: give the Gateway another name";
      }
      if (!there.reply().isDone() && !there.reply().isMissing()) {
        return "%s cannot be looked at: %s".formatted(name, there.reply().words());
      }
    }
    Reply reply = api.apply(path, object, manager);
    if (reply.isDone()) {
      applied.put(path, object);
      owned.add(path);
      return "";
    }
    return "%s cannot be written: %s".formatted(name, reply.words());
  }

  @Override
  public void close() {
    isClosed = true;
    thread.interrupt();
  }
}
