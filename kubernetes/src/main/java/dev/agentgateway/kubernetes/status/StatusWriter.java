package dev.agentgateway.kubernetes.status;

import dev.agentgateway.config.report.ResourceKey;
import dev.agentgateway.config.report.ResourceStatus;
import dev.agentgateway.kubernetes.api.Api;
import dev.agentgateway.kubernetes.api.Reply;
import dev.agentgateway.kubernetes.objects.Live;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Brings statuses to the API server: those that changed, and those that somebody else changed.
///
/// Objects are looked at one by one, when something is new about them; the latest counts.
public final class StatusWriter implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StatusWriter.class);

  /// Writes at the same time.
  private static final int LANES = 4;

  private final Api api;
  private final String manager;
  private final InstantSource clock;
  private final BooleanSupplier mayWrite;
  private final List<Lane> lanes = new ArrayList<>();
  private final Set<ResourceKey> failed = ConcurrentHashMap.newKeySet();
  private final Set<String> told = ConcurrentHashMap.newKeySet();
  private volatile Map<ResourceKey, ResourceStatus> statuses = Map.of();
  private volatile @Nullable Place place;

  /// @param mayWrite asked before each write: of several replicas one writes
  public StatusWriter(Api api, String manager, InstantSource clock, BooleanSupplier mayWrite) {
    this.api = api;
    this.manager = manager;
    this.clock = clock;
    this.mayWrite = mayWrite;
    for (int i = 0; i < LANES; i++) {
      lanes.add(Lane.start("status-" + i, this::write));
    }
  }

  /// Takes what a compilation said. Only what is new is looked at.
  public void take(List<ResourceStatus> compiled, Place changed) {
    Map<ResourceKey, ResourceStatus> before = statuses;
    Map<ResourceKey, ResourceStatus> now = new HashMap<>();
    compiled.forEach(each -> now.put(each.resource(), each));
    Place placeBefore = place;
    place = changed;
    statuses = now;
    boolean isMoved =
        placeBefore == null
            || !placeBefore.unbound().equals(changed.unbound())
            || !placeBefore.addresses().equals(changed.addresses());
    for (ResourceStatus each : compiled) {
      boolean isGateway = each.kind().equals("Gateway");
      if (!each.equals(before.get(each.resource())) || (isMoved && isGateway)) {
        look(each.resource());
      }
    }
  }

  /// Something is new about the object.
  public void look(ResourceKey key) {
    lanes.get(Math.floorMod(key.hashCode(), LANES)).add(key);
  }

  /// Looks again at what could not be written.
  public void lookAgain() {
    List<ResourceKey> again = new ArrayList<>(failed);
    again.forEach(failed::remove);
    again.forEach(this::look);
  }

  private void write(ResourceKey key) {
    ResourceStatus status = statuses.get(key);
    Place standing = place;
    if (status == null || standing == null) {
      return;
    }
    Live live = standing.objects().find(key);
    if (live == null) {
      return;
    }
    ObjectNode wanted = Statuses.of(status, live, standing, clock.instant());
    if (wanted == null || Same.holds(wanted, live.status())) {
      return;
    }
    if (!mayWrite.getAsBoolean()) {
      failed.add(key);
      return;
    }
    Reply reply = api.apply(live.path() + "/status", body(live, wanted), manager);
    if (reply.isDone() || reply.isMissing()) {
      return;
    }
    // After a conflict the object comes anew, and this looks again at it.
    if (!reply.isConflict()) {
      failed.add(key);
      if (!reply.isPassing() && told.add(key + reply.words())) {
        LOG.warn("the status of {} cannot be written: {}", key, reply.words());
      }
    }
  }

  /// The version keeps what others wrote into the same list: who was slower looks again.
  private static ObjectNode body(Live live, ObjectNode wanted) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("apiVersion", live.served().apiVersion());
    body.put("kind", live.served().kind());
    ObjectNode metadata = body.putObject("metadata");
    metadata.put("name", live.key().name());
    if (live.served().isNamespaced()) {
      metadata.put("namespace", live.key().namespace());
    }
    metadata.put("uid", live.uid());
    if (wanted.has("parents") || wanted.has("ancestors")) {
      metadata.put("resourceVersion", live.resourceVersion());
    }
    body.set("status", wanted);
    return body;
  }

  @Override
  public void close() {
    lanes.forEach(Lane::close);
  }
}
