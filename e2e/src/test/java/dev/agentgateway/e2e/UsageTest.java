package dev.agentgateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.http.Headers;
import dev.agentgateway.llm.Usage;
import dev.agentgateway.llm.sse.SseEvent;
import dev.agentgateway.testkit.Answer;
import dev.agentgateway.testkit.FakeUpstream;
import dev.agentgateway.testkit.GatewayProcess;
import dev.agentgateway.testkit.RawClient;
import dev.agentgateway.testkit.RawResponse;
import dev.agentgateway.testkit.Received;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Usage is never lost: what the log and the metrics tell of a request is what the fake provider
/// says that it produced, however the request ended.
///
/// The fake provider is asked once more what the gateway asked it, since the same request has the
/// same answer.
final class UsageTest {

  private static final Duration LEAVING_MAX = Duration.ofMillis(50);

  /// As the fake provider counts the ten words and what is around them.
  private static final long PROMPT_TOKENS = 13;

  /// How an answer ends.
  enum End {
    NORMAL,
    /// The usage is in the last chunk that has choices.
    USAGE_IN_CHOICES,
    /// The provider tells none.
    NO_USAGE,
    /// The client leaves in mid-stream.
    LEAVING,
    CUT,
    STALL,
    ERROR_EVENT
  }

  /// @param provider who answers; `openai` or `anthropic`
  record Case(String provider, boolean isMessages, boolean isStreamed, String model, End end) {

    String name() {
      return "%s-%s-%s-%s-%s"
          .formatted(
              provider,
              isMessages ? "messages" : "completions",
              isStreamed ? "streamed" : "whole",
              model,
              end)
          .toLowerCase(Locale.ROOT)
          .replace('_', '-');
    }

    boolean isOpenAi() {
      return provider.equals("openai");
    }

    String yaml() {
      return """
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: %1$s}
      spec:
        parentRefs: [{name: usage}]
        rules:
        - matches: [{path: {type: PathPrefix, value: /%1$s}}]
          backendRefs:
          - {group: agentgateway.dev, kind: AgentgatewayBackend, name: %2$s}
      """
          .formatted(name(), provider);
    }

    String body() {
      String thinking =
          isMessages ? "\"thinking\":{\"type\":\"adaptive\"}," : "\"reasoning_effort\":\"high\",";
      return """
      {"model":"%s","max_tokens":2000,"stream":%s,%s"messages":[{"role":"user","content":[\
      {"type":"text","text":"one two three four five six seven eight nine ten"%s}]}]}\
      """
          .formatted(
              model,
              isStreamed,
              model.equals("fake-think") ? thinking : "",
              model.equals("fake-cache") ? ",\"cache_control\":{\"type\":\"ephemeral\"}" : "");
    }

    @Override
    public String toString() {
      return name();
    }
  }

  @TempDir private static Path folder;

  private static final Map<String, FakeUpstream> PROVIDERS =
      Map.of("openai", FakeUpstream.start(), "anthropic", FakeUpstream.start());

  private static GatewayProcess gateway;

  static Stream<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (String provider : List.of("openai", "anthropic")) {
      for (boolean isMessages : new boolean[] {true, false}) {
        for (boolean isStreamed : new boolean[] {true, false}) {
          for (String model : List.of("fake-echo", "fake-think", "fake-cache", "fake-tools")) {
            cases.add(new Case(provider, isMessages, isStreamed, model, End.NORMAL));
          }
          cases.add(new Case(provider, isMessages, isStreamed, "fake-echo", End.NO_USAGE));
        }
        cases.add(new Case(provider, isMessages, true, "fake-endless", End.LEAVING));
        cases.add(new Case(provider, isMessages, true, "fake-cut-5", End.CUT));
        cases.add(new Case(provider, isMessages, true, "fake-stall-5", End.STALL));
        cases.add(new Case(provider, isMessages, true, "fake-error-event-5", End.ERROR_EVENT));
        if (provider.equals("openai")) {
          cases.add(new Case(provider, isMessages, true, "fake-echo", End.USAGE_IN_CHOICES));
        }
      }
    }
    return cases.stream();
  }

  @BeforeAll
  static void start() throws IOException {
    StringBuilder yaml =
        new StringBuilder(
            """
            apiVersion: gateway.networking.k8s.io/v1
            kind: Gateway
            metadata: {name: usage}
            spec:
              gatewayClassName: agentgateway
              listeners:
              - {name: http, protocol: HTTP, port: 8080}
            ---
            apiVersion: agentgateway.dev/v1alpha1
            kind: AgentgatewayPolicy
            metadata: {name: usage}
            spec:
              targetRefs:
              - {group: gateway.networking.k8s.io, kind: Gateway, name: usage}
              traffic:
                timeouts: {streamIdle: 500ms}
              backend:
                ai:
                  routes:
                    /v1/chat/completions: Completions
                    /v1/messages: Messages
            """);
    PROVIDERS.forEach((name, upstream) ->
        yaml.append(
            """
            ---
            apiVersion: agentgateway.dev/v1alpha1
            kind: AgentgatewayBackend
            metadata: {name: %1$s}
            spec:
              ai:
                provider:
                  %1$s: {}
                  host: 127.0.0.1
                  port: %2$d
            """
                .formatted(name, upstream.port())));
    cases().forEach(each -> yaml.append(each.yaml()));
    gateway = GatewayProcess.run(Files.writeString(folder.resolve("usage.yaml"), yaml), Map.of());
  }

  @AfterAll
  static void stop() {
    gateway.close();
    PROVIDERS.values().forEach(FakeUpstream::close);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theRecordIsWhatTheProviderProduced(Case each) {
    FakeUpstream upstream = upstream(each);
    switch (each.end()) {
      case NORMAL, CUT, STALL, ERROR_EVENT -> ask(each);
      case USAGE_IN_CHOICES, NO_USAGE -> {
        upstream.enqueue(changed(each));
        ask(each);
      }
      case LEAVING -> leave(each);
    }
    String line = gateway.logLine(said -> said.contains("route=default/" + each.name() + " "));
    Usage counted = counted(line);
    boolean isEstimated = line.contains("agw.ai.usage_estimated=true");
    switch (each.end()) {
      case NORMAL, USAGE_IN_CHOICES -> {
        assertThat(counted).isEqualTo(produced(each));
        assertThat(isEstimated).isFalse();
      }
      case NO_USAGE, LEAVING, CUT, STALL, ERROR_EVENT -> {
        assertNear(each, counted);
        assertThat(isEstimated).isTrue();
      }
    }
    assertMetrics(each, counted);
  }

  private static FakeUpstream upstream(Case each) {
    return Objects.requireNonNull(PROVIDERS.get(each.provider()));
  }

  private static String path(Case each) {
    return "/" + each.name() + (each.isMessages() ? "/v1/messages" : "/v1/chat/completions");
  }

  private static void ask(Case each) {
    RawResponse answer =
        RawClient.post(gateway.port(), path(each), each.body(), "anthropic-version", "2023-06-01");
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  /// Reads five pieces of content and goes; the provider sees it within 50 ms.
  private static void leave(Case each) {
    long left;
    try (RawClient client = RawClient.connect(gateway.port())) {
      client.send(
          RawClient.request("POST", path(each), each.body(), "anthropic-version", "2023-06-01"));
      client.head();
      for (int i = 0; i < 5; i++) {
        assertThat(client.piece()).isNotNull();
      }
      left = System.nanoTime();
    }
    Received received = upstream(each).received().getLast();
    assertThat(received.awaitLeft(Duration.ofSeconds(5))).isTrue();
    Duration took = Duration.ofNanos(received.leftNanos() - left);
    System.out.printf("%s: cancelled after %.1f ms%n", each, took.toNanos() / 1e6);
    assertThat(took).isLessThan(LEAVING_MAX);
  }

  /// What the fake provider would answer, with its usage somewhere else or nowhere.
  private static Answer changed(Case each) {
    RawResponse plain = plain(each);
    if (!each.isStreamed()) {
      return Answer.json(200, without(plain.json()).toString());
    }
    List<String> events = new ArrayList<>();
    JsonNode told = null;
    for (SseEvent event : plain.events().reversed()) {
      if (event.isDone()) {
        events.addFirst("data: [DONE]\n\n");
        continue;
      }
      JsonNode json = JsonMapper.shared().readTree(event.data());
      if (json.path("choices").isEmpty() && each.isOpenAi()) {
        told = json.path("usage");
        continue;
      }
      JsonNode other = without(json);
      if (told != null && each.end() == End.USAGE_IN_CHOICES) {
        ((ObjectNode) other).set("usage", told);
        told = null;
      }
      String name = event.name() == null ? "" : "event: " + event.name() + "\n";
      events.addFirst(name + "data: " + other + "\n\n");
    }
    return Answer.events(events.toArray(String[]::new));
  }

  private static JsonNode without(JsonNode json) {
    for (JsonNode holder : new JsonNode[] {json, json.path("message")}) {
      if (holder instanceof ObjectNode object) {
        object.remove("usage");
      }
    }
    return json;
  }

  /// The fake provider's own answer to what the gateway asks for this case.
  private static RawResponse plain(Case each) {
    FakeUpstream upstream = upstream(each);
    if (each.end() == End.NORMAL) {
      return again(upstream, upstream.received().getLast());
    }
    ask(new Case(each.provider(), each.isMessages(), each.isStreamed(), each.model(), End.NORMAL));
    return again(upstream, upstream.received().getLast());
  }

  private static RawResponse again(FakeUpstream upstream, Received request) {
    Headers headers = request.headers();
    List<String> same = new ArrayList<>();
    for (String name : List.of("anthropic-version", "anthropic-beta", "authorization")) {
      String value = headers.first(name);
      if (value != null) {
        same.addAll(List.of(name, value));
      }
    }
    return RawClient.post(
        upstream.port(), request.target(), request.text(), same.toArray(String[]::new));
  }

  private static Usage produced(Case each) {
    RawResponse answer =
        each.end() == End.USAGE_IN_CHOICES
            ? plain(each)
            : again(upstream(each), upstream(each).received().getLast());
    Usage usage = Usage.NONE;
    if (!each.isStreamed()) {
      return usage(each, usage, answer.json().path("usage"));
    }
    for (SseEvent event : answer.events()) {
      if (!event.isDone()) {
        JsonNode json = JsonMapper.shared().readTree(event.data());
        usage = usage(each, usage, json.path("message").path("usage"));
        usage = usage(each, usage, json.path("usage"));
      }
    }
    return usage;
  }

  /// In disjoint parts, from either format; a later one replaces what it tells.
  private static Usage usage(Case each, Usage before, JsonNode told) {
    if (!told.isObject()) {
      return before;
    }
    if (each.isOpenAi()) {
      long read = told.path("prompt_tokens_details").path("cached_tokens").asLong(0);
      long written = told.path("prompt_tokens_details").path("cache_write_tokens").asLong(0);
      return new Usage(
          told.path("prompt_tokens").asLong(0) - read - written,
          read,
          written,
          0,
          0,
          0,
          told.path("completion_tokens").asLong(0),
          told.path("completion_tokens_details").path("reasoning_tokens").asLong(0));
    }
    return new Usage(
        told.path("input_tokens").asLong(before.input()),
        told.path("cache_read_input_tokens").asLong(before.cacheRead()),
        told.path("cache_creation_input_tokens").asLong(before.cacheWrite()),
        0,
        0,
        0,
        told.path("output_tokens").asLong(0),
        told.path("output_tokens_details").path("thinking_tokens").asLong(before.reasoning()));
  }

  private static Usage counted(String line) {
    return new Usage(
        field(line, "input_tokens"),
        field(line, "cache_read.input_tokens"),
        field(line, "cache_creation.input_tokens"),
        0,
        0,
        0,
        field(line, "output_tokens"),
        field(line, "reasoning_tokens"));
  }

  private static long field(String line, String name) {
    Matcher found = Pattern.compile("gen_ai\\.usage\\." + name + "=(\\d+)").matcher(line);
    return found.find() ? Long.parseLong(found.group(1)) : 0;
  }

  /// Ten words were asked and some of them said: what is not told is counted by what was seen.
  private static void assertNear(Case each, Usage counted) {
    if (each.isOpenAi() || each.end() == End.NO_USAGE) {
      assertThat(counted.input()).as("input").isBetween(10L, 50L);
    } else {
      assertThat(counted.input()).as("input").isEqualTo(PROMPT_TOKENS);
    }
    boolean isShort = each.end() == End.LEAVING;
    assertThat(counted.output()).as("output").isBetween(isShort ? 1L : 5L, isShort ? 200L : 16L);
  }

  private static void assertMetrics(Case each, Usage counted) {
    String metrics = RawClient.get(gateway.metricsPort(), "/metrics").text();
    Map<String, Long> types =
        Map.of(
            "input", counted.input(),
            "output", counted.output(),
            "input_cache_read", counted.cacheRead(),
            "input_cache_write", counted.cacheWrite());
    types.forEach(
        (type, tokens) -> assertThat(sum(metrics, type, each)).as(type).isEqualTo((double) tokens));
  }

  private static double sum(String metrics, String type, Case each) {
    return metrics
        .lines()
        .filter(line -> line.startsWith("agentgateway_gen_ai_client_token_usage_sum{"))
        .filter(line -> line.contains("gen_ai_token_type=\"" + type + "\""))
        .filter(line -> line.contains("route=\"default/" + each.name() + "\""))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }
}
