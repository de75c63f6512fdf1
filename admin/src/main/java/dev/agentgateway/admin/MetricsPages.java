package dev.agentgateway.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.http.Handler;
import dev.agentgateway.telemetry.metrics.Exposition;
import dev.agentgateway.telemetry.metrics.Metrics;
import java.util.LinkedHashMap;
import java.util.Map;

/// What Prometheus scrapes: `/metrics`, also by its older name.
public final class MetricsPages {

  private MetricsPages() {}

  public static Handler of(Metrics metrics) {
    Pages.Page page =
        request -> {
          Exposition exposition = metrics.exposition(request.headers().first("accept", ""));
          return Pages.response(exposition.contentType(), exposition.text().getBytes(UTF_8));
        };
    Map<String, Pages.Page> pages = new LinkedHashMap<>();
    pages.put("/metrics", page);
    pages.put("/stats/prometheus", page);
    return Pages.of(pages);
  }
}
