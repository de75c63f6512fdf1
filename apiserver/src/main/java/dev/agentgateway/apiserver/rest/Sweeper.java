package dev.agentgateway.apiserver.rest;

import dev.agentgateway.apiserver.kinds.Kind;
import dev.agentgateway.apiserver.store.Stored;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Deletes in the background what has lost its owners or its namespace, on a thread of its own that
/// sleeps until something changes.
public final class Sweeper implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

  private final Context context;
  private final Deletes deletes;
  private final Definitions definitions;
  private final Semaphore changed = new Semaphore(1);
  private final Runnable deaf;
  private final Thread thread;
  private volatile boolean isClosed;

  Sweeper(Context context, Deletes deletes, Definitions definitions) {
    this.context = context;
    this.deletes = deletes;
    this.definitions = definitions;
    this.deaf = context.store().listen("", changed::release);
    this.thread = Thread.ofVirtual().name("api-sweeper").start(this::run);
  }

  private void run() {
    while (!isClosed) {
      changed.acquireUninterruptibly();
      changed.drainPermits();
      try {
        if (!isClosed) {
          sweep();
        }
      } catch (RuntimeException failed) {
        LOG.warn("objects without an owner could not be deleted; they are tried again", failed);
      }
    }
  }

  private void sweep() {
    List<Stored> all = context.store().everything();
    Set<String> alive = new HashSet<>();
    Set<String> owners = new HashSet<>();
    for (Stored each : all) {
      alive.add(each.uid());
      owners.addAll(each.owners());
    }
    for (Stored each : all) {
      if (!each.owners().isEmpty() && each.owners().stream().noneMatch(alive::contains)) {
        delete(each);
      } else if (each.isLeaving()) {
        finish(each, all, owners);
      }
    }
  }

  private void delete(Stored stored) {
    Kind kind = context.kinds().ofResource(stored.key().resource());
    if (kind != null && !stored.isLeaving()) {
      deletes.remove(kind, stored, Deletes.Options.BACKGROUND);
    }
  }

  /// Does what an object that is leaving waits for, as far as it is ours to do.
  private void finish(Stored leaving, List<Stored> all, Set<String> owners) {
    if (leaving.key().resource().equals("namespaces")) {
      emptyNamespace(leaving, all);
      return;
    }
    List<String> finalizers = new ArrayList<>();
    leaving
        .tree()
        .path("metadata")
        .path("finalizers")
        .forEach(each -> finalizers.add(each.asString()));
    List<Stored> dependents =
        owners.contains(leaving.uid())
            ? all.stream().filter(each -> each.owners().contains(leaving.uid())).toList()
            : List.of();
    if (finalizers.contains(Deletes.ORPHAN)) {
      dependents.forEach(each -> disown(each, leaving.uid()));
      release(leaving, Deletes.ORPHAN);
    } else if (finalizers.contains(Deletes.FOREGROUND)) {
      dependents.forEach(this::delete);
      if (dependents.stream().noneMatch(each -> blocks(each, leaving.uid()))) {
        release(leaving, Deletes.FOREGROUND);
      }
    }
  }

  private static boolean blocks(Stored dependent, String owner) {
    for (JsonNode each : dependent.tree().path("metadata").path("ownerReferences")) {
      if (each.path("uid").asString().equals(owner)) {
        return each.path("blockOwnerDeletion").asBoolean();
      }
    }
    return false;
  }

  private void emptyNamespace(Stored namespace, List<Stored> all) {
    String name = namespace.key().name();
    List<Stored> content =
        all.stream().filter(each -> each.key().namespace().equals(name)).toList();
    content.forEach(this::delete);
    boolean isEmpty =
        context.store().everything().stream()
            .noneMatch(each -> each.key().namespace().equals(name));
    if (isEmpty && namespace.tree().path("metadata").path("finalizers").isEmpty()) {
      removed(context.store().remove(namespace));
    }
  }

  private void disown(Stored dependent, String owner) {
    ObjectNode tree = dependent.tree();
    if (tree.path("metadata").path("ownerReferences") instanceof ArrayNode references) {
      for (int i = references.size() - 1; i >= 0; i--) {
        if (references.get(i).path("uid").asString().equals(owner)) {
          references.remove(i);
        }
      }
      if (references.isEmpty()) {
        tree.withObject("metadata").remove("ownerReferences");
      }
    }
    removed(context.store().put(dependent.key(), dependent, tree));
  }

  private void release(Stored leaving, String finalizer) {
    Stored now = context.store().find(leaving.key());
    if (now == null) {
      return;
    }
    ObjectNode tree = now.tree();
    if (tree.path("metadata").path("finalizers") instanceof ArrayNode finalizers) {
      for (int i = finalizers.size() - 1; i >= 0; i--) {
        if (finalizers.get(i).asString().equals(finalizer)) {
          finalizers.remove(i);
        }
      }
      if (!finalizers.isEmpty()) {
        removed(context.store().put(now.key(), now, tree));
        return;
      }
      Stored gone = context.store().remove(now);
      removed(gone);
      if (gone != null) {
        definitions.gone(gone);
      }
    }
  }

  /// Whoever was slower than someone else looks again.
  private void removed(@Nullable Stored written) {
    if (written == null) {
      changed.release();
    }
  }

  @Override
  public void close() {
    isClosed = true;
    deaf.run();
    changed.release();
    try {
      thread.join(java.time.Duration.ofSeconds(5));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
