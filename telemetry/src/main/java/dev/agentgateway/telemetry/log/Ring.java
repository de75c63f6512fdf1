package dev.agentgateway.telemetry.log;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// A bounded queue of many writers and one reader; nobody waits.
final class Ring<T> {

  private final AtomicReferenceArray<@Nullable T> slots;
  private final AtomicInteger size = new AtomicInteger();
  private final AtomicLong tail = new AtomicLong();
  private long head;

  Ring(int capacity) {
    slots = new AtomicReferenceArray<>(capacity);
  }

  /// False when it is full.
  boolean offer(T item) {
    if (size.incrementAndGet() > slots.length()) {
      size.decrementAndGet();
      return false;
    }
    // The slot is empty: the reader takes from it before it counts it as gone.
    slots.set(slot(tail.getAndIncrement()), item);
    return true;
  }

  /// The oldest, or null when there is none. Called by the one reader.
  @Nullable T poll() {
    int slot = slot(head);
    T item = slots.get(slot);
    if (item != null) {
      slots.set(slot, null);
      head++;
      size.decrementAndGet();
    }
    return item;
  }

  boolean isEmpty() {
    return size.get() == 0;
  }

  private int slot(long place) {
    return (int) (place % slots.length());
  }
}
