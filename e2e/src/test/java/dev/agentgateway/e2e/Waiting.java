package dev.agentgateway.e2e;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Waits until something that is asked again and again has come to be.
final class Waiting {

  private static final Duration LIMIT = Duration.ofSeconds(15);

  private Waiting() {}

  static void until(BooleanSupplier wanted) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!wanted.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("it did not come to be within " + LIMIT);
      }
      Thread.onSpinWait();
    }
  }
}
