package dev.agentgateway.kubernetes.status;

import dev.agentgateway.config.report.ResourceKey;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Objects that wait to be looked at, each once, and the thread that takes them in order. One that
/// was looked at rests for a moment, so that a Gateway to which routes come one by one is not
/// written for each.
final class Lane implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

  private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final Set<ResourceKey> waiting = new LinkedHashSet<>();

  /// When those that were looked at last may be looked at again, the oldest first.
  private final Map<ResourceKey, Long> resting = new LinkedHashMap<>();

  private final Consumer<ResourceKey> work;
  private final Thread thread;
  private boolean isClosed;

  private Lane(String name, Consumer<ResourceKey> work) {
    this.work = work;
    this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
  }

  static Lane start(String name, Consumer<ResourceKey> work) {
    Lane lane = new Lane(name, work);
    lane.thread.start();
    return lane;
  }

  synchronized void add(ResourceKey key) {
    waiting.add(key);
    notifyAll();
  }

  private void run() {
    for (ResourceKey key = next(); key != null; key = next()) {
      try {
        work.accept(key);
      } catch (RuntimeException e) {
        LOG.error("{} could not be looked at", key, e);
      }
    }
  }

  /// Null at the end.
  private synchronized @Nullable ResourceKey next() {
    while (!isClosed) {
      long now = System.nanoTime();
      resting.values().removeIf(until -> until - now <= 0);
      for (ResourceKey key : waiting) {
        if (!resting.containsKey(key)) {
          waiting.remove(key);
          resting.put(key, now + REST_NANOS);
          return key;
        }
      }
      try {
        if (waiting.isEmpty()) {
          wait();
        } else {
          TimeUnit.NANOSECONDS.timedWait(this, resting.values().iterator().next() - now);
        }
      } catch (InterruptedException closing) {
        return null;
      }
    }
    return null;
  }

  @Override
  public void close() {
    synchronized (this) {
      isClosed = true;
      notifyAll();
    }
    thread.interrupt();
  }
}
