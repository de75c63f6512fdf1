package dev.agentgateway.kubernetes.distribution;

import java.util.concurrent.atomic.AtomicLong;

/// What happened between a controller and its data planes, counted from its start.
public final class Counts {

  private final AtomicLong asked = new AtomicLong();
  private final AtomicLong admitted = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong rejects = new AtomicLong();
  private final AtomicLong objects = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();

  Counts() {}

  void admit() {
    asked.incrementAndGet();
    admitted.incrementAndGet();
  }

  void refuse() {
    asked.incrementAndGet();
    refused.incrementAndGet();
  }

  void reject() {
    rejects.incrementAndGet();
  }

  void told(long moreObjects, long moreBytes) {
    objects.addAndGet(moreObjects);
    bytes.addAndGet(moreBytes);
  }

  /// Data planes that showed a token, or none.
  public long asked() {
    return asked.get();
  }

  public long admitted() {
    return admitted.get();
  }

  /// Data planes that were not who they said they are.
  public long refused() {
    return refused.get();
  }

  /// Versions that a data plane could not let take force, in whole or in part.
  public long rejects() {
    return rejects.get();
  }

  /// Objects that were sent.
  public long objects() {
    return objects.get();
  }

  public long bytes() {
    return bytes.get();
  }
}
