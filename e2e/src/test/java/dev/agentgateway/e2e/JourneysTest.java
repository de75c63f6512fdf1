package dev.agentgateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.testkit.Answer;
import dev.agentgateway.testkit.RawClient;
import dev.agentgateway.testkit.RawResponse;
import dev.agentgateway.testkit.Received;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Each page does what it says, in both generations of the API.
final class JourneysTest {

  private static final String COMPLETION =
      """
      {"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"gpt-3.5-turbo-0125",\
      "choices":[{"index":0,"message":{"role":"assistant","content":"hello","refusal":null},\
      "logprobs":null,"finish_reason":"stop"}],\
      "usage":{"prompt_tokens":9,"completion_tokens":1,"total_tokens":10},"system_fingerprint":"fp_1"}\
      """;
  private static final String MESSAGE =
      """
      {"id":"msg_1","type":"message","role":"assistant","model":"claude-3-opus-20240229",\
      "content":[{"type":"text","text":"hello from claude"}],"stop_reason":"end_turn",\
      "stop_sequence":null,"usage":{"input_tokens":9,"output_tokens":4}}\
      """;
  private static final String HELLO =
      """
      {"model":"gpt-3.5-turbo","messages":[{"role":"user","content":"Hello"}]}\
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"2.1.x", "2.2.x"})
  void openai(String version) {
    try (Journey journey = Journey.start(folder, version, "openai.md")) {
      journey.openai.enqueue(Answer.json(200, COMPLETION));
      RawResponse response = RawClient.post(journey.port(), "/openai", HELLO);
      assertThat(response.status()).isEqualTo(200);
      assertThat(response.text()).isEqualTo(COMPLETION);
      Received request = journey.openai.take();
      assertThat(request.target()).isEqualTo("/v1/chat/completions");
      assertThat(request.headers().all("authorization"))
          .containsExactly("Bearer " + Journey.OPENAI_KEY);
      assertThat(request.text()).isEqualTo(HELLO);
      assertThat(journey.gateway.written()).doesNotContain(Journey.OPENAI_KEY);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2.1.x, '', Bearer my-key",
    "2.2.x, '', Bearer my-key",
    "2.1.x, passthrough, Bearer client-key",
    "2.2.x, passthrough, Bearer client-key"
  })
  void apiKeys(String version, String variant, String sent) {
    String page = variant.isEmpty() ? "api-keys.md inline" : "api-keys.md " + variant;
    try (Journey journey = Journey.start(folder, version, "openai.md route", page)) {
      journey.openai.enqueue(Answer.json(200, COMPLETION));
      RawResponse response =
          RawClient.post(
              journey.port(),
              "/openai",
              HELLO,
              "authorization",
              "Bearer client-key",
              "cookie",
              "a=b");
      assertThat(response.status()).isEqualTo(200);
      Received request = journey.openai.take();
      assertThat(request.headers().all("authorization")).containsExactly(sent);
      assertThat(request.headers().contains("cookie")).isFalse();
      assertThat(journey.gateway.written()).doesNotContain("my-key").doesNotContain("client-key");
    }
  }

  @ParameterizedTest
  @CsvSource({"2.1.x, 503", "2.2.x, 503", "2.1.x, 429", "2.2.x, 529"})
  void failover(String version, int status) {
    try (Journey journey =
        Journey.start(folder, version, "openai.md", "anthropic.md", "failover.md")) {
      String question = "{\"messages\":[{\"role\":\"user\",\"content\":\"What is kubernetes?\"}]}";
      journey.openai.enqueue(Answer.json(200, COMPLETION));
      RawResponse first = RawClient.post(journey.port(), "/model", question);
      assertThat(first.json().path("model").stringValue()).isEqualTo("gpt-3.5-turbo-0125");
      assertThat(journey.openai.take().json().path("model").stringValue()).isEqualTo("gpt-4o");

      journey.openai.enqueue(
          Answer.json(status, "{\"error\":{\"message\":\"busy\",\"type\":\"server_error\"}}"));
      journey.anthropic.enqueue(Answer.json(200, MESSAGE));
      RawResponse rescued = RawClient.post(journey.port(), "/model", question);
      assertThat(rescued.status()).isEqualTo(200);
      assertThat(rescued.json().path("model").stringValue()).isEqualTo("claude-3-opus-20240229");
      assertThat(
              rescued.json().path("choices").path(0).path("message").path("content").stringValue())
          .isEqualTo("hello from claude");
      assertThat(journey.anthropic.take().headers().first("x-api-key"))
          .isEqualTo(Journey.ANTHROPIC_KEY);
      assertThat(journey.gateway.logLine(line -> line.contains("endpoint=api.anthropic.com:443")))
          .contains("retry.attempt=1");
    }
  }

  @ParameterizedTest
  @CsvSource({"2.1.x, openai", "2.2.x, openai", "2.1.x, anthropic", "2.2.x, anthropic"})
  void functions(String version, String provider) {
    String ask =
        """
        {"model":"gpt-3.5-turbo","messages":[{"role":"user","content":"Weather in Paris?"}],
        "tools":[{"type":"function","function":{"name":"get_weather","description":"d",
        "parameters":{"type":"object","properties":{"city":{"type":"string"}}}}}],
        "parallel_tool_calls":false}\
        """;
    String openaiCall =
        """
        {"id":"chatcmpl-2","object":"chat.completion","created":1,"model":"gpt-3.5-turbo","choices":[{"index":0,
        "message":{"role":"assistant","content":null,"tool_calls":[{"id":"call_1","type":"function",
        "function":{"name":"get_weather","arguments":"{\\"city\\":\\"Paris\\"}"}}]},"finish_reason":"tool_calls"}],
        "usage":{"prompt_tokens":9,"completion_tokens":1,"total_tokens":10}}\
        """;
    String anthropicCall =
        """
        {"id":"msg_2","type":"message","role":"assistant","model":"claude-3-opus-20240229","content":[
        {"type":"tool_use","id":"call_1","name":"get_weather","input":{"city":"Paris"}}],
        "stop_reason":"tool_use","stop_sequence":null,"usage":{"input_tokens":9,"output_tokens":4}}\
        """;
    try (Journey journey = Journey.start(folder, version, provider + ".md")) {
      var upstream = provider.equals("openai") ? journey.openai : journey.anthropic;
      upstream.enqueue(
          Answer.json(200, provider.equals("openai") ? openaiCall : anthropicCall),
          Answer.json(200, provider.equals("openai") ? COMPLETION : MESSAGE));
      JsonNode called = RawClient.post(journey.port(), "/" + provider, ask).json();
      JsonNode choice = called.path("choices").path(0);
      assertThat(choice.path("finish_reason").stringValue()).isEqualTo("tool_calls");
      JsonNode call = choice.path("message").path("tool_calls").path(0);
      assertThat(call.path("function").path("name").stringValue()).isEqualTo("get_weather");
      assertThat(call.path("function").path("arguments").stringValue())
          .isEqualToIgnoringWhitespace("{\"city\":\"Paris\"}");

      String answer =
          ask.replace(
              "Paris?\"}]",
              "Paris?\"},%s,{\"role\":\"tool\",\"tool_call_id\":\"call_1\",\"content\":\"sunny\"}]"
                  .formatted(choice.path("message")));
      RawResponse text = RawClient.post(journey.port(), "/" + provider, answer);
      assertThat(text.status()).as(text.text()).isEqualTo(200);
      assertThat(text.json().path("choices").path(0).path("finish_reason").stringValue())
          .isEqualTo("stop");
      if (provider.equals("anthropic")) {
        JsonNode first = upstream.take().json();
        assertThat(first.path("tool_choice").toString())
            .contains("\"type\":\"auto\"", "\"disable_parallel_tool_use\":true");
        assertThat(first.path("tools").path(0).has("input_schema")).isTrue();
        JsonNode result = upstream.take().json().path("messages").path(2);
        assertThat(result.path("role").stringValue()).isEqualTo("user");
        assertThat(result.path("content").path(0).path("type").stringValue())
            .isEqualTo("tool_result");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.1.x", "2.2.x"})
  void promptEnrichment(String version) {
    try (Journey journey = Journey.start(folder, version, "openai.md", "prompt-enrichment.md")) {
      journey.openai.enqueue(Answer.json(200, COMPLETION));
      assertThat(RawClient.post(journey.port(), "/openai", HELLO).status()).isEqualTo(200);
      JsonNode messages = journey.openai.take().json().path("messages");
      assertThat(messages.size()).isEqualTo(2);
      assertThat(messages.path(0).path("role").stringValue()).isEqualTo("system");
      assertThat(messages.path(0).path("content").stringValue())
          .isEqualTo("Parse the unstructured text into CSV format.");
      assertThat(messages.path(1).path("content").stringValue()).isEqualTo("Hello");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.1.x", "2.2.x"})
  void rbac(String version) {
    try (Journey journey = Journey.start(folder, version, "openai.md", "rbac.md")) {
      RawResponse refused = RawClient.post(journey.port(), "/openai", HELLO);
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.headers().first("content-type")).startsWith("text/plain");
      assertThat(refused.headers().first("content-length")).isEqualTo("20");
      assertThat(refused.text()).isEqualTo("authorization failed");
      assertThat(refused.headers().first("x-agentgateway-error")).isEqualTo("authorization_failed");

      journey.openai.enqueue(Answer.json(200, COMPLETION));
      RawResponse allowed = RawClient.post(journey.port(), "/openai", HELLO, "x-llm", "openai");
      assertThat(allowed.status()).isEqualTo(200);
      assertThat(journey.openai.received()).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"/nothing, 404, route_not_found"})
  void whatTheGatewayAnswersSaysSo(String path, int status, String code) {
    try (Journey journey = Journey.start(folder, "2.2.x", "openai.md")) {
      RawResponse response = RawClient.post(journey.port(), path, HELLO);
      assertThat(response.status()).isEqualTo(status);
      assertThat(response.headers().all("x-agentgateway-error")).isEqualTo(List.of(code));
    }
  }
}
