package dev.agentgateway.telemetry.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.http.Sockets;
import dev.agentgateway.telemetry.Outcome;
import dev.agentgateway.telemetry.Telemetry;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.IntUnaryOperator;
import java.util.function.LongSupplier;

/// Counts and times requests. Labels that clients choose are bounded; see [LabelValues].
public final class Metrics implements Telemetry {

  private static final String PREFIX = "agentgateway_";
  private static final int ROUTE_VALUES_MAX = 10_000;

  private static final String[] LABELS = {
    "backend",
    "protocol",
    "method",
    "status",
    "reason",
    "bind",
    "gateway",
    "listener",
    "route",
    "route_rule"
  };

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final ExpositionFormats formats = ExpositionFormats.init();
  private final LabelValues routeValues = new LabelValues(ROUTE_VALUES_MAX);

  private final Counter requests = counter("requests", "Requests that are over.");
  private final Counter responseBytes = counter("response_bytes", "Bytes of bodies to clients.");
  private final Counter retries = counter("retries", "Tries that were given up for another.");
  private final Histogram durations =
      Histogram.builder()
          .name(PREFIX + "request_duration_seconds")
          .help("From a request's arrival to the last byte of its answer.")
          .labelNames(LABELS)
          .classicOnly()
          .classicUpperBounds(Buckets.REQUEST)
          .register(registry);
  private final Histogram upstream =
      Histogram.builder()
          .name(PREFIX + "upstream_call_duration_seconds")
          .help("From a call's start to the end of the upstream's answer.")
          .labelNames("kind", "subtype")
          .classicOnly()
          .classicUpperBounds(Buckets.REQUEST)
          .register(registry);
  private final Histogram requestProcessing =
      processing("request", "From a request's arrival until it went to an upstream.");
  private final Histogram responseProcessing =
      processing("response", "From an upstream's answer until it went to the client.");
  private final Known<RequestSeries.Key, RequestSeries> series = new Known<>(this::series);
  private final Known<RequestSeries.Key, CounterDataPoint> sent =
      new Known<>(key -> responseBytes.labelValues(labels(key)));
  private final Known<RequestSeries.Key, DistributionDataPoint> requestsProcessed =
      new Known<>(key -> requestProcessing.labelValues(places(key)));
  private final Known<RequestSeries.Key, DistributionDataPoint> responsesProcessed =
      new Known<>(key -> responseProcessing.labelValues(places(key)));
  private final Known<String, DistributionDataPoint> calls =
      new Known<>(kind -> upstream.labelValues("Primary", kind));
  private final ChatMetrics chats = new ChatMetrics(PREFIX, registry, routeValues);

  /// @param version what `agentgateway_build_info` tells
  public Metrics(String version) {
    Info.builder()
        .name(PREFIX + "build_info")
        .help("The program that answers.")
        .labelNames("tag")
        .register(registry)
        .setLabelValues(version);
  }

  /// Takes what is told of connections.
  ///
  /// @param named the port that a Gateway names, for the one that is bound
  public Sockets sockets(IntUnaryOperator named) {
    return new SocketMetrics(PREFIX, registry, named);
  }

  /// Also shows a count that something else keeps.
  public void watch(String name, String help, LongSupplier count) {
    CounterWithCallback.builder()
        .name(PREFIX + name)
        .help(help)
        .callback(callback -> callback.call((double) count.getAsLong()))
        .register(registry);
  }

  @Override
  public void told(Outcome outcome) {
    RequestSeries.Key key = RequestSeries.Key.of(outcome);
    RequestSeries counted = series.of(key);
    counted.requests().inc();
    counted.durations().observe(seconds(outcome.duration()));
    if (outcome.sentBytes() > 0) {
      sent.of(key).inc((double) outcome.sentBytes());
    }
    if (!outcome.tries().isEmpty()) {
      retries.labelValues(labels(key)).inc(outcome.tries().size());
    }
    Duration call = outcome.upstream();
    if (call != null) {
      calls.of(outcome.isLlm() ? "Llm" : "Http").observe(seconds(call));
    }
    Duration request = outcome.requestProcessing();
    if (request != null) {
      requestsProcessed.of(key).observe(seconds(request));
    }
    Duration response = outcome.responseProcessing();
    if (response != null) {
      responsesProcessed.of(key).observe(seconds(response));
    }
    if (outcome.isLlm()) {
      chats.told(outcome);
    }
  }

  private RequestSeries series(RequestSeries.Key key) {
    String[] labels = labels(key);
    return new RequestSeries(requests.labelValues(labels), durations.labelValues(labels));
  }

  private String[] labels(RequestSeries.Key key) {
    return key.labels(routeValues);
  }

  /// All of it, in the format that the scraper prefers.
  public Exposition exposition(String accept) {
    ExpositionFormatWriter writer = formats.findWriter(accept);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      writer.write(bytes, registry.scrape(), EscapingScheme.UNDERSCORE_ESCAPING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Exposition(writer.getContentType(), bytes.toString(UTF_8));
  }

  /// Of a request's labels those that say where it went.
  private String[] places(RequestSeries.Key key) {
    String[] all = labels(key);
    return new String[] {all[0], all[5], all[6], all[7], all[8], all[9]};
  }

  static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  private Histogram processing(String of, String help) {
    return Histogram.builder()
        .name(PREFIX + of + "_processing_seconds")
        .help(help)
        .labelNames("backend", "bind", "gateway", "listener", "route", "route_rule")
        .classicOnly()
        .classicUpperBounds(Buckets.PROCESSING)
        .register(registry);
  }

  private Counter counter(String name, String help) {
    return Counter.builder().name(PREFIX + name).help(help).labelNames(LABELS).register(registry);
  }
}
