package dev.agentgateway.kubernetes.deploy;

import dev.agentgateway.config.Compiled;
import dev.agentgateway.config.report.ResourceStatus;
import dev.agentgateway.kubernetes.api.Answered;
import dev.agentgateway.kubernetes.api.Api;
import dev.agentgateway.kubernetes.api.Reply;
import dev.agentgateway.kubernetes.objects.Live;
import dev.agentgateway.kubernetes.objects.Objects;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
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
  private final Semaphore bell = new Semaphore(0);
  private final Map<String, ObjectNode> applied = new HashMap<>();
  private final Map<String, String> told = new HashMap<>();
  private final Set<String> gone = new HashSet<>();
  private final Thread thread = Thread.ofVirtual().name("deployer").unstarted(this::run);
  private volatile Compiled compiled = Compiled.NOTHING;
  private volatile boolean isClosed;

  private Deployer(Api api, Objects objects, DeployOptions options, String manager) {
    this.api = api;
    this.objects = objects;
    this.options = options;
    this.manager = manager;
  }

  public static Deployer start(Api api, Objects objects, DeployOptions options, String manager) {
    Deployer deployer = new Deployer(api, objects, options, manager);
    deployer.thread.start();
    return deployer;
  }

  /// Takes what a compilation said: a Gateway with conditions is ours. Nothing is to be done for
  /// none.
  public void take(Compiled now) {
    compiled = now;
    bell.release();
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
      return true;
    }
    boolean isWhole = true;
    Set<String> kinds = new HashSet<>();
    for (ObjectNode object : DataPlane.of(gateway, parameters, options)) {
      kinds.add(object.path("kind").asString(""));
      isWhole &= apply(object);
    }
    for (String kind : OPTIONAL) {
      if (!kinds.contains(kind)) {
        isWhole &= prune(gateway, kind);
      }
    }
    return isWhole;
  }

  /// Takes away what was deployed and is not asked for any more; what is somebody else's stays.
  private boolean prune(Live gateway, String kind) {
    String path = path(kind, gateway.key().namespace(), Labels.cut(gateway.key().name()));
    if (gone.contains(path)) {
      return true;
    }
    Answered answered = api.read(path);
    JsonNode metadata = answered.body().path("metadata");
    boolean isOurs = false;
    for (JsonNode owner : metadata.path("ownerReferences")) {
      isOurs |= owner.path("uid").asString("").equals(gateway.uid());
    }
    Reply reply =
        isOurs && !metadata.has("deletionTimestamp") ? api.delete(path) : answered.reply();
    if (reply.isDone() || reply.isMissing()) {
      gone.add(path);
      applied.remove(path);
      return true;
    }
    tell(path, "looked at", reply);
    return false;
  }

  private static String path(String kind, String namespace, String name) {
    return COLLECTIONS.getOrDefault(kind, "").formatted(namespace, name);
  }

  private boolean apply(ObjectNode object) {
    JsonNode metadata = object.path("metadata");
    String path =
        path(
            object.path("kind").asString(""),
            metadata.path("namespace").asString(""),
            metadata.path("name").asString(""));
    gone.remove(path);
    if (object.equals(applied.get(path))) {
      return true;
    }
    Reply reply = api.apply(path, object, manager);
    if (reply.isDone()) {
      applied.put(path, object);
      told.remove(path);
      return true;
    }
    tell(path, "written", reply);
    return false;
  }

  private void tell(String path, String what, Reply reply) {
    if (!reply.words().equals(told.put(path, reply.words()))) {
      LOG.warn("{} cannot be {}: {}", path, what, reply.words());
    }
  }

  @Override
  public void close() {
    isClosed = true;
    thread.interrupt();
  }
}
