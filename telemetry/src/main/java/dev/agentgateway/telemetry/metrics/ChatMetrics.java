package dev.agentgateway.telemetry.metrics;

import dev.agentgateway.llm.CallFacts;
import dev.agentgateway.llm.ReplyFacts;
import dev.agentgateway.llm.Usage;
import dev.agentgateway.telemetry.Outcome;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
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
  private final Known<Key, DistributionDataPoint> calls = new Known<>(this::call);
  private final Known<Key, DistributionDataPoint> firstTokens = new Known<>(this::firstToken);
  private final Known<Key, DistributionDataPoint> perTokens = new Known<>(this::perToken);
  private final Known<Tokens, DistributionDataPoint> tokenCounts = new Known<>(this::tokens);

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
    Key key = key(outcome);
    calls.of(key).observe(Metrics.seconds(outcome.duration()));
    if (outcome.firstToken() != null) {
      firstTokens.of(key).observe(Metrics.seconds(outcome.firstToken()));
    }
    Duration between = outcome.perOutputToken();
    if (between != null) {
      perTokens.of(key).observe(Metrics.seconds(between));
    }
    Usage usage = outcome.reply() == null ? null : outcome.reply().usage();
    if (usage != null) {
      count("input", usage.input() + usage.inputAudio() + usage.inputImage(), key);
      count("output", usage.output(), key);
      if (usage.cacheRead() > 0) {
        count("input_cache_read", usage.cacheRead(), key);
      }
      if (usage.cacheWrite() > 0) {
        count("input_cache_write", usage.cacheWrite(), key);
      }
    }
  }

  /// Models are bounded here, not with the labels: one that nobody vouched for may be known later.
  private Key key(Outcome outcome) {
    CallFacts chat = outcome.chat();
    ReplyFacts reply = outcome.reply();
    String asked = chat == null ? null : chat.model();
    boolean isServed = outcome.status() / 100 == 2;
    return new Key(
        chat == null ? LabelValues.UNKNOWN : chat.operation(),
        outcome.provider() == null ? LabelValues.UNKNOWN : outcome.provider(),
        isServed ? askedModels.admit(asked) : askedModels.recall(asked),
        models.admit(reply == null ? null : reply.model()),
        outcome.port(),
        outcome.gateway(),
        outcome.listener(),
        outcome.route(),
        outcome.rule());
  }

  private void count(String type, long count, Key key) {
    tokenCounts.of(new Tokens(type, key)).observe((double) count);
  }

  private DistributionDataPoint call(Key key) {
    return durations.labelValues(labels(key));
  }

  private DistributionDataPoint firstToken(Key key) {
    return firstToken.labelValues(labels(key));
  }

  private DistributionDataPoint perToken(Key key) {
    return perToken.labelValues(labels(key));
  }

  private DistributionDataPoint tokens(Tokens counted) {
    return tokens.labelValues(labels(counted));
  }

  private String[] labels(Key key) {
    return new String[] {
      key.operation(),
      key.provider(),
      key.asked(),
      key.model(),
      "bind/" + key.port(),
      routeValues.admit(key.gateway()),
      routeValues.admit(key.listener()),
      routeValues.admit(key.route()),
      routeValues.admit(key.rule())
    };
  }

  private String[] labels(Tokens counted) {
    String[] labels = labels(counted.key());
    String[] typed = new String[labels.length + 1];
    typed[0] = counted.type();
    System.arraycopy(labels, 0, typed, 1, labels.length);
    return typed;
  }

  /// What makes calls of one kind.
  private record Key(
      String operation,
      String provider,
      String asked,
      String model,
      int port,
      @Nullable String gateway,
      @Nullable String listener,
      @Nullable String route,
      @Nullable String rule) {}

  private record Tokens(String type, Key key) {}

  private static Histogram.Builder histogram(String name, String help, double[] bounds) {
    return Histogram.builder()
        .name(name)
        .help(help)
        .classicOnly()
        .classicUpperBounds(Arrays.copyOf(bounds, bounds.length));
  }
}
