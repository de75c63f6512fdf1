package dev.agentgateway.telemetry.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.http.Failure;
import dev.agentgateway.llm.Usage;
import dev.agentgateway.telemetry.Outcome;
import dev.agentgateway.telemetry.Told;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MetricsTest {

  private static final String ROUTE =
      "bind=\"bind/8080\",gateway=\"default/agentgateway\",listener=\"http\",route=\"default/anthropic\",route_rule=\"0\"";

  private final Metrics metrics = new Metrics("0.1.0");

  @Test
  void theVersionIsAMetric() {
    assertThat(lines()).contains("agentgateway_build_info{tag=\"0.1.0\"} 1");
  }

  @Test
  void requestsAreCountedByRouteAndStatus() {
    metrics.told(Told.CHAT.plain());
    metrics.told(Told.CHAT.plain());
    String labels =
        "{backend=\"default/anthropic\"," + sorted("http", "POST", "200", "Upstream") + "}";
    assertThat(lines()).contains("agentgateway_requests_total" + labels + " 2.0");
    assertThat(lines()).contains("agentgateway_response_bytes_total" + labels + " 240.0");
    assertThat(lines()).contains("agentgateway_request_duration_seconds_count" + labels + " 2");
  }

  @Test
  void triesAreCounted() {
    metrics.told(
        Told.CHAT
            .failed(
                503,
                new Failure.ConnectFailed("a:1", "refused"),
                new Outcome.Try("anthropic", "a:1", 0, "connect_failed"))
            .chat());
    assertThat(lines()).anyMatch(line -> line.startsWith("agentgateway_retries_total{"));
  }

  @Test
  void tokensAreCountedByTypeWithoutOverlap() {
    metrics.told(
        Told.CHAT
            .of("m", new Usage(16, 5, 3, 2, 0, 0, 11, 4))
            .streamed(Duration.ofMillis(234))
            .chat());
    assertThat(sum("input")).endsWith(" 16.0");
    assertThat(sum("output")).endsWith(" 11.0");
    assertThat(sum("input_cache_read")).endsWith(" 5.0");
    assertThat(sum("input_cache_write")).endsWith(" 5.0");
    assertThat(lines())
        .anyMatch(line -> line.startsWith("agentgateway_gen_ai_server_time_to_first_token_sum{"))
        .anyMatch(line -> line.startsWith("agentgateway_gen_ai_server_time_per_output_token_sum{"))
        .anyMatch(line -> line.startsWith("agentgateway_gen_ai_server_request_duration_sum{"));
  }

  @ParameterizedTest
  @CsvSource({
    "agentgateway_request_duration_seconds, 0.001, 80.0, 15",
    "agentgateway_gen_ai_client_token_usage, 1.0, 6.7108864E7, 15",
    "agentgateway_gen_ai_server_request_duration, 0.01, 81.92, 15",
    "agentgateway_gen_ai_server_time_to_first_token, 0.001, 10.0, 17",
    "agentgateway_gen_ai_server_time_per_output_token, 0.001, 2.5, 15"
  })
  void bucketsAreThoseOfTheDashboards(String name, String first, String last, int count) {
    metrics.told(
        Told.CHAT
            .of("m", new Usage(0, 0, 0, 0, 0, 0, 11, 0))
            .streamed(Duration.ofMillis(234))
            .chat());
    List<String> buckets =
        lines().stream()
            .filter(line -> line.startsWith(name + "_bucket{"))
            .filter(line -> !line.contains("token_type=\"input\""))
            .toList();
    assertThat(buckets).hasSize(count);
    assertThat(buckets.getFirst()).contains("le=\"" + first + "\"");
    assertThat(buckets.get(count - 2)).contains("le=\"" + last + "\"");
  }

  @Test
  void methodsAndModelsThatClientsMakeUpAreBounded() {
    for (int i = 0; i < 1000; i++) {
      metrics.told(Told.CHAT.by("M" + i).of("model-" + i, Usage.NONE).chat());
    }
    assertThat(lines().stream().filter(line -> line.startsWith("agentgateway_requests_total")))
        .hasSize(1)
        .allMatch(line -> line.contains("method=\"OTHER\""));
    assertThat(
            lines().stream()
                .filter(line -> line.startsWith("agentgateway_gen_ai_server_request_duration_sum")))
        .hasSizeLessThanOrEqualTo(201)
        .anyMatch(line -> line.contains("request_model=\"other\""));
  }

  @Test
  void aModelThatNobodyServedIsNoLabel() {
    metrics.told(
        Told.CHAT.of("made-up", null).failed(404, new Failure.UpstreamMalformed("x")).chat());
    assertThat(lines()).noneMatch(line -> line.contains("made-up"));
    assertThat(lines()).anyMatch(line -> line.contains("gen_ai_request_model=\"other\""));
  }

  @Test
  void countsOfOthersAreShown() {
    metrics.watch("access_log_dropped", "Lines.", () -> 3);
    assertThat(lines()).contains("agentgateway_access_log_dropped_total 3.0");
  }

  @ParameterizedTest
  @CsvSource({
    "'', text/plain; version=0.0.4; charset=utf-8",
    "*/*, text/plain; version=0.0.4; charset=utf-8",
    "application/openmetrics-text, application/openmetrics-text; version=1.0.0; charset=utf-8"
  })
  void theScraperChoosesTheFormat(String accept, String contentType) {
    assertThat(metrics.exposition(accept).contentType()).isEqualTo(contentType);
  }

  private static String sorted(String protocol, String method, String status, String reason) {
    return ROUTE
            .replace("gateway=", "gateway=")
            .replaceFirst(
                "listener=\"http\",",
                "listener=\"http\",method=\""
                    + method
                    + "\",protocol=\""
                    + protocol
                    + "\",reason=\""
                    + reason
                    + "\",")
        + ",status=\""
        + status
        + "\"";
  }

  private String sum(String type) {
    return lines().stream()
        .filter(line -> line.startsWith("agentgateway_gen_ai_client_token_usage_sum{"))
        .filter(line -> line.contains("gen_ai_token_type=\"" + type + "\""))
        .findFirst()
        .orElseThrow();
  }

  private List<String> lines() {
    return metrics.exposition("").text().lines().toList();
  }
}
