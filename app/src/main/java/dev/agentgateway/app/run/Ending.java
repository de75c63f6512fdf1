package dev.agentgateway.app.run;

/// The end that a signal asks for.
public final class Ending {

  private Ending() {}

  /// Serves until the gateway is closed. When the process is asked to end, what runs may finish
  /// first.
  ///
  /// @param after what is closed when nothing is served any more
  public static void serve(Gateway gateway, Runnable after) throws InterruptedException {
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().name("drain").unstarted(() -> end(gateway, after)));
    gateway.awaitEnd();
  }

  private static void end(Gateway gateway, Runnable after) {
    if (gateway.isClosed()) {
      return;
    }
    gateway.close();
    after.run();
    // Whoever was asked to end and did so in order has not failed: 0, not 128 and the signal.
    Runtime.getRuntime().halt(0);
  }
}
