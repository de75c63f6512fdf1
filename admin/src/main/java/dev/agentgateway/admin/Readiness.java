package dev.agentgateway.admin;

import dev.agentgateway.http.Handler;
import dev.agentgateway.http.Response;
import java.util.Map;

/// Whether requests should be sent here: `/healthz/ready` on a port of its own, also called
/// `/readyz`. `/healthz` says that the process lives.
///
/// ```
/// STARTING ─▶ READY ─▶ DRAINING
///    503       200       503
/// ```
public final class Readiness {

  private volatile Phase phase = Phase.STARTING;

  /// A configuration is in force and its ports are bound.
  public void ready() {
    if (phase == Phase.STARTING) {
      phase = Phase.READY;
    }
  }

  /// The end begins: who balances load should look elsewhere.
  public void draining() {
    phase = Phase.DRAINING;
  }

  public boolean isReady() {
    return phase == Phase.READY;
  }

  public Handler handler() {
    Pages.Page ready = request -> answer().with("cache-control", "no-store");
    return Pages.of(
        Map.of(
            "/healthz/ready",
            ready,
            "/readyz",
            ready,
            "/healthz",
            request -> Response.text(200, "alive\n").with("cache-control", "no-store")));
  }

  private Response answer() {
    return switch (phase) {
      case STARTING -> Response.text(503, "starting\n");
      case READY -> Response.text(200, "ready\n");
      case DRAINING -> Response.text(503, "draining\n");
    };
  }

  private enum Phase {
    STARTING,
    READY,
    DRAINING
  }
}
