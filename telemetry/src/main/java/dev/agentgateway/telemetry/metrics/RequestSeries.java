package dev.agentgateway.telemetry.metrics;

import dev.agentgateway.telemetry.Outcome;
import dev.agentgateway.telemetry.Outcome.Reason;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The series that requests of one kind count in.
///
/// @param requests how many there were
/// @param durations how long they took
record RequestSeries(CounterDataPoint requests, DistributionDataPoint durations) {

  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "CONNECT", "TRACE");

  /// What makes requests of one kind.
  record Key(
      @Nullable String backend,
      boolean isLlm,
      String method,
      int status,
      Reason reason,
      int port,
      @Nullable String gateway,
      @Nullable String listener,
      @Nullable String route,
      @Nullable String rule) {

    static Key of(Outcome outcome) {
      String method = outcome.request().method();
      return new Key(
          outcome.backend(),
          outcome.isLlm(),
          METHODS.contains(method) ? method : "OTHER",
          outcome.status(),
          outcome.reason(),
          outcome.port(),
          outcome.gateway(),
          outcome.listener(),
          outcome.route(),
          outcome.rule());
    }

    /// In the order of [Metrics#LABELS].
    String[] labels(LabelValues values) {
      return new String[] {
        values.admit(backend),
        isLlm ? "llm" : "http",
        method,
        String.valueOf(status),
        reason.written(),
        "bind/" + port,
        values.admit(gateway),
        values.admit(listener),
        values.admit(route),
        values.admit(rule)
      };
    }
  }
}
