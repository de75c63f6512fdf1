package dev.agentgateway.http;

import java.time.Duration;

/// The event loop that owns a connection and everything a request does on it.
public interface Loop {

  boolean isCurrent();

  void execute(Runnable task);

  Timer after(Duration delay, Runnable task);

  /// A task that can still be called off.
  interface Timer {
    void cancel();
  }
}
