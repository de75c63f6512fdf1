package dev.agentgateway.kubernetes.deploy;

import dev.agentgateway.config.report.ResourceKey;
import dev.agentgateway.config.report.ResourceStatus;
import dev.agentgateway.kubernetes.api.Api;
import dev.agentgateway.kubernetes.api.Reply;
import dev.agentgateway.kubernetes.objects.Live;
import dev.agentgateway.kubernetes.objects.Objects;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
          "ServiceAccount", "/api/v1/namespaces/%s/serviceaccounts/%s",
          "ConfigMap", "/api/v1/namespaces/%s/configmaps/%s",
          "Service", "/api/v1/namespaces/%s/services/%s",
          "Deployment", "/apis/apps/v1/namespaces/%s/deployments/%s");

  private final Api api;
  private final Objects objects;
  private final DeployOptions options;
  private final String manager;
  private final Semaphore bell = new Semaphore(0);
  private final Map<String, ObjectNode> applied = new HashMap<>();
  private final Map<String, String> told = new HashMap<>();
  private final Thread thread = Thread.ofVirtual().name("deployer").unstarted(this::run);
  private volatile List<ResourceKey> gateways = List.of();
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
  public void take(List<ResourceStatus> compiled) {
    gateways =
        compiled.stream()
            .filter(each -> each.kind().equals("Gateway") && !each.conditions().isEmpty())
            .map(ResourceStatus::resource)
            .toList();
    bell.release();
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
    boolean isWhole = true;
    for (ResourceKey key : gateways) {
      Live gateway = objects.find(key);
      if (gateway == null || gateway.tree().path("metadata").has("deletionTimestamp")) {
        continue;
      }
      for (ObjectNode object : DataPlane.of(gateway, options)) {
        isWhole &= apply(object);
      }
    }
    return isWhole;
  }

  private boolean apply(ObjectNode object) {
    String kind = object.path("kind").asString("");
    String path =
        COLLECTIONS
            .getOrDefault(kind, "")
            .formatted(
                object.path("metadata").path("namespace").asString(""),
                object.path("metadata").path("name").asString(""));
    if (object.equals(applied.get(path))) {
      return true;
    }
    Reply reply = api.apply(path, object, manager);
    if (reply.isDone()) {
      applied.put(path, object);
      told.remove(path);
      return true;
    }
    if (!reply.words().equals(told.put(path, reply.words()))) {
      LOG.warn("{} cannot be written: {}", path, reply.words());
    }
    return false;
  }

  @Override
  public void close() {
    isClosed = true;
    thread.interrupt();
  }
}
