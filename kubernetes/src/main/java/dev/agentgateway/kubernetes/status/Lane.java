package dev.agentgateway.kubernetes.status;

import dev.agentgateway.config.report.ResourceKey;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Objects that wait to be looked at, each once, and the thread that takes them in order.
final class Lane implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

  private final Set<ResourceKey> waiting = new LinkedHashSet<>();
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
    while (waiting.isEmpty() && !isClosed) {
      try {
        wait();
      } catch (InterruptedException closing) {
        return null;
      }
    }
    if (isClosed) {
      return null;
    }
    Iterator<ResourceKey> first = waiting.iterator();
    ResourceKey key = first.next();
    first.remove();
    return key;
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
