package dev.agentgateway.telemetry.metrics;

import dev.agentgateway.llm.CallFacts;
import dev.agentgateway.llm.ReplyFacts;
import dev.agentgateway.llm.Usage;
import dev.agentgateway.telemetry.Outcome;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Tokens and waits of calls to AI backends.
final class ChatMetrics {

  private static final int MODELS_MAX = 200;

  private static final String[] LABELS = {
    "gen_ai_operation_name",
    "gen_ai_system",
    "gen_ai_request_model",
    "gen_ai_response_model",
    "bind",
    "gateway",
    "listener",
    "route",
    "route_rule"
  };

  private final LabelValues routeValues;
  private final LabelValues askedModels = new LabelValues(MODELS_MAX);
  private final LabelValues models = new LabelValues(MODELS_MAX);
  private final Histogram tokens;
  private final Histogram durations;
  private final Histogram firstToken;
  private final Histogram perToken;

  ChatMetrics(String prefix, PrometheusRegistry registry, LabelValues routeValues) {
    this.routeValues = routeValues;
    String[] tokenLabels = new String[LABELS.length + 1];
    tokenLabels[0] = "gen_ai_token_type";
    System.arraycopy(LABELS, 0, tokenLabels, 1, LABELS.length);
    tokens =
        histogram(
                prefix + "gen_ai_client_token_usage",
                "Tokens a call took, by type; types do not overlap.",
                Buckets.TOKENS)
            .labelNames(tokenLabels)
            .register(registry);
    durations =
        histogram(
                prefix + "gen_ai_server_request_duration",
                "Seconds that a call took.",
                Buckets.MODEL_REQUEST)
            .labelNames(LABELS)
            .register(registry);
    perToken =
        histogram(
                prefix + "gen_ai_server_time_per_output_token",
                "Seconds between two tokens of a streamed answer, after the first.",
                Buckets.PER_TOKEN)
            .labelNames(LABELS)
            .register(registry);
    firstToken =
        histogram(
                prefix + "gen_ai_server_time_to_first_token",
                "Seconds to the first token of a streamed answer.",
                Buckets.FIRST_TOKEN)
            .labelNames(LABELS)
            .register(registry);
  }

  void told(Outcome outcome) {
    String[] labels = labels(outcome);
    durations.labelValues(labels).observe(Metrics.seconds(outcome.duration()));
    observe(firstToken, outcome.firstToken(), labels);
    observe(perToken, outcome.perOutputToken(), labels);
    Usage usage = outcome.reply() == null ? null : outcome.reply().usage();
    if (usage != null) {
      count("input", usage.input() + usage.inputAudio() + usage.inputImage(), labels);
      count("output", usage.output(), labels);
      if (usage.cacheRead() > 0) {
        count("input_cache_read", usage.cacheRead(), labels);
      }
      if (usage.cacheWrite() > 0) {
        count("input_cache_write", usage.cacheWrite(), labels);
      }
    }
  }

  private String[] labels(Outcome outcome) {
    CallFacts chat = outcome.chat();
    ReplyFacts reply = outcome.reply();
    String asked = chat == null ? null : chat.model();
    boolean isServed = outcome.status() / 100 == 2;
    return new String[] {
      chat == null ? LabelValues.UNKNOWN : chat.operation(),
      outcome.provider() == null ? LabelValues.UNKNOWN : outcome.provider(),
      isServed ? askedModels.admit(asked) : askedModels.recall(asked),
      models.admit(reply == null ? null : reply.model()),
      "bind/" + outcome.port(),
      routeValues.admit(outcome.gateway()),
      routeValues.admit(outcome.listener()),
      routeValues.admit(outcome.route()),
      routeValues.admit(outcome.rule())
    };
  }

  private void count(String type, long count, String[] labels) {
    String[] typed = new String[labels.length + 1];
    typed[0] = type;
    System.arraycopy(labels, 0, typed, 1, labels.length);
    tokens.labelValues(typed).observe((double) count);
  }

  private static void observe(Histogram histogram, @Nullable Duration value, String[] labels) {
    if (value != null) {
      histogram.labelValues(labels).observe(Metrics.seconds(value));
    }
  }

  private static Histogram.Builder histogram(String name, String help, double[] bounds) {
    return Histogram.builder()
        .name(name)
        .help(help)
        .classicOnly()
        .classicUpperBounds(Arrays.copyOf(bounds, bounds.length));
  }
}
