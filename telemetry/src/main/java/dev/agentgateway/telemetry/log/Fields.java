package dev.agentgateway.telemetry.log;

import dev.agentgateway.http.Connection;
import dev.agentgateway.http.Failure;
import dev.agentgateway.http.Request;
import dev.agentgateway.llm.CallFacts;
import dev.agentgateway.llm.ReplyFacts;
import dev.agentgateway.llm.Usage;
import dev.agentgateway.telemetry.Outcome;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The fields of a line, in their order. What is not known is left out.
///
/// Never header values, query strings or bodies; and not the words of an upstream's own error,
/// which may repeat a key or a prompt.
final class Fields {

  /// Where fields go.
  interface Sink {

    void text(String name, String value);

    void number(String name, long value);

    void number(String name, double value);
  }

  private final Sink sink;

  Fields(Sink sink) {
    this.sink = sink;
  }

  void tell(Outcome outcome) {
    route(outcome);
    request(outcome);
    if (outcome.isLlm()) {
      llm(outcome);
    }
    end(outcome);
  }

  private void route(Outcome outcome) {
    text("gateway", outcome.gateway());
    text("listener", outcome.listener());
    String rule = outcome.rule();
    if (rule != null && !isIndex(rule)) {
      text("route_rule", rule);
    }
    text("route", outcome.route());
    text("endpoint", outcome.endpoint());
  }

  private void request(Outcome outcome) {
    Request request = outcome.request();
    Connection connection = request.connection();
    text("src.addr", address(connection.client()));
    text("http.method", request.method());
    text("http.host", request.host());
    text("http.path", request.path());
    text("http.version", request.version());
    sink.number("http.status", outcome.status());
    text("tls.sni", connection.serverName());
    text("protocol", outcome.isLlm() ? "llm" : "http");
  }

  private void llm(Outcome outcome) {
    CallFacts chat = outcome.chat();
    ReplyFacts reply = outcome.reply();
    text("gen_ai.operation.name", chat == null ? null : chat.operation());
    text("gen_ai.provider.name", outcome.provider());
    text("gen_ai.request.model", chat == null ? null : chat.model());
    text("gen_ai.response.model", reply == null ? null : reply.model());
    Usage usage = reply == null ? null : reply.usage();
    if (usage != null) {
      usage(usage);
    }
    text("agw.ai.usage_estimated", reply != null && reply.isEstimated() ? "true" : null);
    duration("agw.ai.time_to_first_token", outcome.firstToken());
    Duration perToken = outcome.perOutputToken();
    if (perToken != null) {
      sink.text("agw.ai.time_per_output_token", Math.round(perToken.toNanos() / 1e5) / 10.0 + "ms");
    }
    if (chat != null) {
      asked(chat);
    }
    texts("agw.ai.dropped", outcome.dropped());
    text("request.id", outcome.requestId());
  }

  private void usage(Usage usage) {
    sink.number(
        "gen_ai.usage.input_tokens", usage.input() + usage.inputAudio() + usage.inputImage());
    some("gen_ai.usage.cache_creation.input_tokens", usage.cacheWrite());
    some("gen_ai.usage.cache_read.input_tokens", usage.cacheRead());
    sink.number("gen_ai.usage.output_tokens", usage.output());
    some("gen_ai.usage.reasoning_tokens", usage.reasoning());
    some("gen_ai.usage.input_audio_tokens", usage.inputAudio());
  }

  private void asked(CallFacts chat) {
    number("gen_ai.request.temperature", chat.temperature());
    number("gen_ai.request.top_p", chat.topP());
    number("gen_ai.request.max_tokens", chat.maxTokens());
    number("gen_ai.request.frequency_penalty", chat.frequencyPenalty());
    number("gen_ai.request.presence_penalty", chat.presencePenalty());
    number("gen_ai.request.seed", chat.seed());
  }

  private void end(Outcome outcome) {
    if (!outcome.tries().isEmpty()) {
      sink.number("retry.attempt", outcome.tries().size());
      text(
          "retry.tries",
          outcome.tries().stream().map(Fields::words).collect(Collectors.joining(", ")));
    }
    Failure failure = outcome.failure();
    if (failure != null) {
      text("error.code", failure.code());
      text("error", words(failure));
      text("reason", outcome.reason().written());
    } else if (outcome.reason() != Outcome.Reason.UPSTREAM) {
      text("reason", outcome.reason().written());
    }
    duration("duration", outcome.duration());
  }

  private static String words(Outcome.Try given) {
    String end = given.status() == 0 ? given.code() : given.status() + " " + given.code();
    return given.provider() + " " + given.endpoint() + " " + end;
  }

  private static String words(Failure failure) {
    return failure instanceof Failure.UpstreamError error
        ? "the upstream answered %d %s".formatted(error.upstreamStatus(), error.type())
        : failure.words();
  }

  static String address(InetSocketAddress address) {
    InetAddress ip = address.getAddress();
    String host = ip == null ? address.getHostString() : ip.getHostAddress();
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + address.getPort();
  }

  private static boolean isIndex(String rule) {
    for (int i = 0; i < rule.length(); i++) {
      if (rule.charAt(i) < '0' || rule.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private void text(String name, @Nullable String value) {
    if (value != null) {
      sink.text(name, value);
    }
  }

  private void texts(String name, List<String> values) {
    if (!values.isEmpty()) {
      sink.text(name, String.join(",", values));
    }
  }

  private void some(String name, long value) {
    if (value != 0) {
      sink.number(name, value);
    }
  }

  private void number(String name, @Nullable Long value) {
    if (value != null) {
      sink.number(name, value.longValue());
    }
  }

  private void number(String name, @Nullable Double value) {
    if (value != null) {
      sink.number(name, value.doubleValue());
    }
  }

  private void duration(String name, @Nullable Duration value) {
    if (value != null) {
      sink.text(name, value.toMillis() + "ms");
    }
  }
}
