package dev.agentgateway.proxy.body;

import java.util.concurrent.atomic.AtomicLong;

/// How many bytes all requests together may hold whole. Past it new bodies are refused rather than
/// memory grown.
public final class Budget {

  private final long bytesMax;
  private final AtomicLong held = new AtomicLong();

  public Budget(long bytesMax) {
    if (bytesMax < 1) {
      throw new IllegalArgumentException("bytesMax: %d (expected: 1 or more)".formatted(bytesMax));
    }
    this.bytesMax = bytesMax;
  }

  public long held() {
    return held.get();
  }

  boolean take(long bytes) {
    if (held.addAndGet(bytes) > bytesMax) {
      held.addAndGet(-bytes);
      return false;
    }
    return true;
  }

  void giveBack(long bytes) {
    held.addAndGet(-bytes);
  }
}
