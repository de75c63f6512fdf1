package dev.agentgateway.apiserver.store;

import dev.agentgateway.apiserver.documents.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// All objects, with one counter of revisions over them.
///
/// ```
/// put ─▶ (one writer) compare ─▶ revision + 1 ─▶ file ─▶ memory ─▶ history ─▶ listeners
/// ```
///
/// Reads never wait for the file. A change is seen by readers after it is in the file.
public final class Store implements AutoCloseable {

  private static final int CHANGES_MAX = 4_096;
  private static final long CHANGES_BYTES_MAX = 16L * 1024 * 1024;

  private final @Nullable StoreFile file;
  private final ReentrantLock writer = new ReentrantLock();
  private final ReentrantReadWriteLock memory = new ReentrantReadWriteLock();
  private final Map<String, NavigableMap<Key, Stored>> objects = new ConcurrentHashMap<>();
  private final Map<String, History> histories = new ConcurrentHashMap<>();
  private final Map<String, List<Runnable>> listeners = new ConcurrentHashMap<>();
  private final long opened;
  private int count;
  private volatile long revision;
  private boolean isClosed;

  /// Objects of one resource, all of one moment.
  public record Listing(List<Stored> items, long revision) {

    public Listing {
      items = List.copyOf(items);
    }
  }

  private Store(@Nullable StoreFile file) {
    this.file = file;
    if (file != null) {
      revision = file.revision();
      file.readAll(stored -> {
        revision = Math.max(revision, stored.revision());
        of(stored.key().resource()).put(stored.key(), stored);
        count++;
      });
    } else {
      revision = 1;
    }
    opened = revision;
  }

  /// Opens the store in a folder, or makes a new one there.
  ///
  /// @throws StoreFailure when another process has it, or it cannot be read
  public static Store open(Path folder) {
    return new Store(StoreFile.open(folder));
  }

  /// A store that ends with the process.
  public static Store ephemeral() {
    return new Store(null);
  }

  public @Nullable Stored find(Key key) {
    memory.readLock().lock();
    try {
      return of(key.resource()).get(key);
    } finally {
      memory.readLock().unlock();
    }
  }

  /// @param namespace null for all
  public Listing list(String resource, @Nullable String namespace) {
    memory.readLock().lock();
    try {
      NavigableMap<Key, Stored> all = of(resource);
      if (namespace == null) {
        return new Listing(List.copyOf(all.values()), revision);
      }
      List<Stored> found = new ArrayList<>();
      for (Stored each : all.tailMap(new Key(resource, namespace, "")).values()) {
        if (!each.key().namespace().equals(namespace)) {
          break;
        }
        found.add(each);
      }
      return new Listing(found, revision);
    } finally {
      memory.readLock().unlock();
    }
  }

  /// Every object of every resource.
  public List<Stored> everything() {
    memory.readLock().lock();
    try {
      List<Stored> found = new ArrayList<>(count);
      objects.values().forEach(each -> found.addAll(each.values()));
      return found;
    } finally {
      memory.readLock().unlock();
    }
  }

  public long revision() {
    return revision;
  }

  public int count() {
    memory.readLock().lock();
    try {
      return count;
    } finally {
      memory.readLock().unlock();
    }
  }

  /// Writes an object if it is still what the writer saw; its `metadata.resourceVersion` is set.
  ///
  /// @param seen null when there was none
  /// @return null when someone else was faster
  public @Nullable Stored put(Key key, @Nullable Stored seen, ObjectNode tree) {
    writer.lock();
    try {
      if (find(key) != seen) {
        return null;
      }
      long next = revision + 1;
      Stored stored = stamped(key, next, tree);
      if (file != null) {
        requireOpen();
        file.put(stored);
      }
      settle(new Change(next, seen, stored, stored));
      return stored;
    } finally {
      writer.unlock();
    }
  }

  /// Removes an object if it is still what the writer saw.
  ///
  /// @return its last state, or null when someone else was faster
  public @Nullable Stored remove(Stored seen) {
    writer.lock();
    try {
      if (find(seen.key()) != seen) {
        return null;
      }
      long next = revision + 1;
      if (file != null) {
        requireOpen();
        file.remove(seen.key(), next);
      }
      Stored last = stamped(seen.key(), next, seen.tree());
      settle(new Change(next, seen, null, last));
      return last;
    } finally {
      writer.unlock();
    }
  }

  private void requireOpen() {
    if (isClosed) {
      throw new StoreFailure("the store is closed");
    }
  }

  private static Stored stamped(Key key, long revision, ObjectNode tree) {
    tree.withObject("metadata").put("resourceVersion", Long.toString(revision));
    return Stored.of(key, revision, Json.bytes(tree), tree);
  }

  private void settle(Change change) {
    Key key = change.last().key();
    memory.writeLock().lock();
    try {
      if (change.after() != null) {
        of(key.resource()).put(key, change.after());
        count += change.before() == null ? 1 : 0;
      } else {
        of(key.resource()).remove(key);
        count--;
      }
      history(key.resource()).add(change);
      revision = change.revision();
    } finally {
      memory.writeLock().unlock();
    }
    for (Runnable listener : listeners.getOrDefault(key.resource(), List.of())) {
      listener.run();
    }
    for (Runnable listener : listeners.getOrDefault("", List.of())) {
      listener.run();
    }
  }

  /// Up to `max` changes of a resource past a revision, or null when some are forgotten.
  public @Nullable List<Change> changes(String resource, long after, int max) {
    return history(resource).after(after, max);
  }

  /// Has a task run after each change of a resource; it must not wait.
  ///
  /// @param resource empty for all
  /// @return ends it
  public Runnable listen(String resource, Runnable listener) {
    List<Runnable> list = listeners.computeIfAbsent(resource, _ -> new CopyOnWriteArrayList<>());
    list.add(listener);
    return () -> list.remove(listener);
  }

  private NavigableMap<Key, Stored> of(String resource) {
    return objects.computeIfAbsent(resource, _ -> new TreeMap<>());
  }

  private History history(String resource) {
    return histories.computeIfAbsent(
        resource, _ -> new History(CHANGES_MAX, CHANGES_BYTES_MAX, opened));
  }

  @Override
  public void close() {
    writer.lock();
    try {
      if (!isClosed && file != null) {
        isClosed = true;
        file.close();
      }
    } finally {
      writer.unlock();
    }
  }
}
