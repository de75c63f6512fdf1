package dev.agentgateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.http.Headers;
import dev.agentgateway.llm.sse.SseEvent;
import dev.agentgateway.testkit.Answer;
import dev.agentgateway.testkit.ClientLab;
import dev.agentgateway.testkit.ClientLab.Vendor;
import dev.agentgateway.testkit.GatewayProcess;
import dev.agentgateway.testkit.RawClient;
import dev.agentgateway.testkit.RawResponse;
import dev.agentgateway.testkit.Received;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What coding agents ask of a gateway, beyond an answer.
final class AgentContractTest {

  private static final String MESSAGES = "/v1/messages?beta=true";
  private static final String[] CLIENT = {
    "anthropic-version",
    "2023-06-01",
    "anthropic-beta",
    "claude-code-20250219,made-up-2031-01-01",
    "x-app",
    "cli",
    "user-agent",
    "claude-cli/9.9.9 (external, cli)",
    "authorization",
    "Bearer " + ClientLab.CLIENT_KEY
  };

  private static ClientLab lab;
  private static GatewayProcess zero;

  @BeforeAll
  static void start() {
    lab = ClientLab.start();
    zero = GatewayProcess.runWithoutFiles(Map.of());
  }

  @AfterAll
  static void stop() {
    lab.close();
    zero.close();
  }

  private static RawResponse post(Vendor vendor, String target, String body) {
    String path = "/" + vendor.name().toLowerCase(Locale.ROOT) + target;
    return RawClient.post(lab.gateway().port(), path, body, CLIENT);
  }

  private static String chat(String model, boolean isStreamed) {
    return """
    {"model":"%s","max_tokens":100,"stream":%s,"messages":[{"role":"user","content":"Hello"}]}\
    """
        .formatted(model, isStreamed);
  }

  @ParameterizedTest
  @CsvSource({"HEAD, /, 200", "GET, /v1/models, 200", "GET, /v1/models?limit=1000, 200"})
  void somebodyIsThere(String method, String target, int status) {
    try (RawClient client = RawClient.connect(zero.port())) {
      client.send(RawClient.request(method, target, "", CLIENT));
      RawResponse answer = method.equals("HEAD") ? client.readHeadOnly() : client.read();
      assertThat(answer.status()).isEqualTo(status);
    }
  }

  /// A list that grows without us: what nobody has heard of goes on.
  @Test
  void betasAreAnOpenList() {
    post(Vendor.ANTHROPIC, MESSAGES, chat("fake-echo", true));
    Received received = lab.latest(Vendor.ANTHROPIC);
    assertThat(received.target()).isEqualTo(MESSAGES);
    for (String name : List.of("anthropic-version", "anthropic-beta", "x-app", "user-agent")) {
      assertThat(received.headers().first(name)).isEqualTo(Headers.of(CLIENT).first(name));
    }
    assertThat(received.headers().toString()).doesNotContain(ClientLab.CLIENT_KEY);
  }

  @Test
  void anotherVendorHearsNothingOfThem() {
    post(Vendor.OPENAI, MESSAGES, chat("fake-echo", true));
    Received received = lab.latest(Vendor.OPENAI);
    assertThat(received.target()).isEqualTo("/v1/chat/completions");
    assertThat(received.headers().toString()).doesNotContain("anthropic-", ClientLab.CLIENT_KEY);
  }

  @ParameterizedTest
  @EnumSource(Vendor.class)
  void everyAnswerHasARequestId(Vendor vendor) {
    for (String model : List.of("fake-echo", "fake-400", "fake-529")) {
      RawResponse answer = post(vendor, MESSAGES, chat(model, false));
      assertThat(answer.headers().first("request-id")).as(model).isNotBlank();
    }
  }

  /// Agents compare words: of a prompt that is too long, of a model that is not there.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # vendor  | status | code  | body of the provider
          ANTHROPIC | 400    | {"type":"error","error":{"type":"invalid_request_error","message":"prompt is too long: 250000 tokens > 200000 maximum"},"request_id":"req_1"}
          ANTHROPIC | 400    | {"type":"error","error":{"type":"invalid_request_error","message":"messages.1.content.0: `thinking` blocks cannot be modified"},"request_id":"req_1"}
          ANTHROPIC | 402    | {"type":"error","error":{"type":"billing_error","message":"Your credit balance is too low"},"request_id":"req_1"}
          ANTHROPIC | 404    | {"type":"error","error":{"type":"not_found_error","message":"model: claude-0"},"request_id":"req_1"}
          ANTHROPIC | 418    | {"type":"error","error":{"type":"made_up_error","message":"nobody knows this one","details":{"more":1}},"request_id":"req_1"}
          ANTHROPIC | 529    | {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"},"request_id":"req_1"}
          OPENAI    | 400    | {"error":{"message":"This model's maximum context length is 128000 tokens.","type":"invalid_request_error","param":"messages","code":"context_length_exceeded"}}
          OPENAI    | 429    | {"error":{"message":"You exceeded your current quota","type":"insufficient_quota","param":null,"code":"insufficient_quota"}}
          """)
  void theWordsOfAnErrorAreTheProviders(Vendor vendor, int status, String body) {
    lab.upstream(vendor).enqueue(Answer.json(status, body));
    RawResponse answer = post(vendor, MESSAGES, chat("fake-echo", true));
    assertThat(answer.status()).isEqualTo(status);
    if (vendor == Vendor.ANTHROPIC) {
      assertThat(answer.text()).isEqualTo(body);
    }
    JsonNode told = answer.json().path("error").path("message");
    assertThat(told.stringValue(""))
        .contains(JsonMapper.shared().readTree(body).path("error").path("message").stringValue());
    assertThat(answer.json().path("type").stringValue()).isEqualTo("error");
  }

  @ParameterizedTest
  @CsvSource({
    "retry-after, 7",
    "x-should-retry, true",
    "anthropic-ratelimit-unified-status, rejected",
    "anthropic-ratelimit-requests-reset, 2031-01-01T00:00:00Z"
  })
  void whenToComeBackIsPassedOn(String name, String value) {
    Headers headers = Headers.of("content-type", "application/json", name, value);
    String body =
        "{\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\",\"message\":\"x\"}}";
    lab.upstream(Vendor.ANTHROPIC).enqueue(Answer.of(429, headers, body));
    RawResponse answer = post(Vendor.ANTHROPIC, MESSAGES, chat("fake-echo", true));
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.headers().first(name)).isEqualTo(value);
  }

  @ParameterizedTest
  @EnumSource(Vendor.class)
  void tokensAreCountedWhoeverAnswers(Vendor vendor) {
    String target = "/v1/messages/count_tokens?beta=true";
    String body =
        """
        {"model":"fake-echo","system":[{"type":"text","text":"Be brief."}],\
        "messages":[{"role":"user","content":"one two three"}],\
        "tools":[{"name":"Bash","input_schema":{"type":"object"}}]}\
        """;
    RawResponse answer = post(vendor, target, body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.json().path("input_tokens").intValue()).isBetween(5, 100);
  }

  @ParameterizedTest
  @EnumSource(Vendor.class)
  void aSystemPromptMayBeBlocksWithCacheMarks(Vendor vendor) {
    String system =
        """
        [{"type":"text","text":"You are terse."},\
        {"type":"text","text":"You are kind.","cache_control":{"type":"ephemeral","ttl":"1h"}}]\
        """;
    String body =
        chat("fake-cache", true).replace("{\"model\"", "{\"system\":" + system + ",\"model\"");
    RawResponse answer = post(vendor, MESSAGES, body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    Received received = lab.latest(vendor);
    if (vendor == Vendor.ANTHROPIC) {
      assertThat(received.text()).contains(system);
      assertThat(answer.text()).contains("\"cache_creation_input_tokens\":6");
    } else {
      assertThat(received.text()).contains("You are terse.", "You are kind.");
      assertThat(received.text()).doesNotContain("cache_control");
    }
  }

  /// Eager tools tell their arguments in pieces that need not be JSON, not even at the end.
  @Test
  void argumentsOfToolsPassAsTheyCome() {
    String[] pieces = {
      "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"m\",\"content\":[],\"stop_reason\":null,\"stop_sequence\":null,\"usage\":{\"input_tokens\":1,\"output_tokens\":1}}}\n\n",
      "event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"tool_use\",\"id\":\"toolu_1\",\"name\":\"Write\",\"input\":{}}}\n\n",
      "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\"{\\\"a\\\": \\\"unfi\"}}\n\n",
      "event: content_block_stop\ndata: {\"type\":\"content_block_stop\",\"index\":0}\n\n",
      "event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"max_tokens\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":9}}\n\n",
      "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n"
    };
    String body =
        chat("fake-echo", true)
            .replace(
                "{\"model\"",
                "{\"tools\":[{\"name\":\"Write\",\"eager_input_streaming\":true,"
                    + "\"input_schema\":{\"type\":\"object\"}}],\"model\"");
    lab.upstream(Vendor.ANTHROPIC).enqueue(Answer.events(pieces));
    RawResponse same = post(Vendor.ANTHROPIC, MESSAGES, body);
    assertThat(lab.latest(Vendor.ANTHROPIC).text()).contains("\"eager_input_streaming\":true");
    assertThat(same.text()).isEqualTo(String.join("", pieces));
    lab.upstream(Vendor.ANTHROPIC).enqueue(Answer.events(pieces));
    RawResponse other = post(Vendor.ANTHROPIC, "/v1/chat/completions", chat("fake-echo", true));
    assertThat(other.text())
        .contains("\"arguments\":\"{\\\"a\\\": \\\"unfi\"", "\"finish_reason\":\"length\"");
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 31})
  void sessionsGrowLarge(int mebibytes) {
    String body =
        """
        {"model":"fake-max-tokens","max_tokens":5,"stream":true,"messages":[\
        {"role":"user","content":"Read it"},\
        {"role":"assistant","content":[{"type":"tool_use","id":"toolu_1","name":"Read","input":{}}]},\
        {"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_1","content":"%s"}]}],\
        "tools":[{"name":"Read","input_schema":{"type":"object"}}]}\
        """
            .formatted("word ".repeat((mebibytes << 20) / 5 - 100));
    RawResponse answer = post(Vendor.ANTHROPIC, MESSAGES, body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  /// Agents shorten their session when they read this type.
  @Test
  void whatIsTooLargeIsRefusedBeforeItIsSent() {
    try (RawClient client = RawClient.connect(lab.gateway().port())) {
      String head = RawClient.request("POST", "/anthropic" + MESSAGES, "", CLIENT);
      client.send(head.replaceFirst("\r\n", "\r\ncontent-length: " + (33 << 20) + "\r\n"));
      RawResponse answer = client.read();
      assertThat(answer.status()).isEqualTo(413);
      assertThat(answer.json().path("error").path("type").stringValue())
          .isEqualTo("request_too_large");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ANTHROPIC, fake-cut, api_error",
    "ANTHROPIC, fake-error-event, overloaded_error",
    "OPENAI, fake-cut, api_error",
    "OPENAI, fake-error-event, api_error"
  })
  void anInterruptedStreamEndsWithAnError(Vendor vendor, String model, String type) {
    List<SseEvent> events = post(vendor, MESSAGES, chat(model, true)).events();
    assertThat(events.getLast().name()).isEqualTo("error");
    JsonNode error = JsonMapper.shared().readTree(events.getLast().data());
    assertThat(error.path("type").stringValue()).isEqualTo("error");
    assertThat(error.path("error").path("type").stringValue()).isEqualTo(type);
    assertThat(events).noneMatch(event -> "message_stop".equals(event.name()));
  }

  @ParameterizedTest
  @EnumSource(Vendor.class)
  void aStreamTellsAtItsStartWhatThePromptTook(Vendor vendor) {
    List<SseEvent> events = post(vendor, MESSAGES, chat("fake-echo", true)).events();
    assertThat(events.getFirst().name()).isEqualTo("message_start");
    JsonNode start = JsonMapper.shared().readTree(events.getFirst().data());
    assertThat(start.path("message").path("usage").path("input_tokens").intValue()).isPositive();
  }
}
