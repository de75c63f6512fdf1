package dev.agentgateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.testkit.Answer;
import dev.agentgateway.testkit.FakeUpstream;
import dev.agentgateway.testkit.GatewayProcess;
import dev.agentgateway.testkit.RawClient;
import dev.agentgateway.testkit.RawResponse;
import dev.agentgateway.testkit.Received;
import dev.agentgateway.testkit.TestCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// The page "Anthropic": its own YAML, word for word, and its answer.
final class SeedPageTest {

  private static final String KEY = "sk-ant-canary-4711-0815";
  private static final String QUESTION =
      """
      {
         "model": "",
         "messages": [
           {
             "role": "user",
             "content": "Explain how AI works in simple terms."
           }
         ]
       }\
      """;
  private static final String ANSWER =
      """
      {"id":"msg_01PbaJfDHnjEBG4BueJNR2ff","type":"message","role":"assistant",\
      "model":"claude-3-opus-20240229","content":[{"type":"text","text":"AI learns from data."}],\
      "stop_reason":"end_turn","stop_sequence":null,\
      "usage":{"input_tokens":16,"output_tokens":318}}\
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"2.1.x", "2.2.x"})
  void thePageAnswersAsItSays(String version) throws IOException {
    write(version);
    TestCertificates certificates = TestCertificates.of("api.anthropic.com");
    try (FakeUpstream anthropic = FakeUpstream.startTls(certificates);
        GatewayProcess gateway = run(anthropic, certificates)) {
      anthropic.enqueue(Answer.json(200, ANSWER));
      RawResponse response = RawClient.post(gateway.port(), "/anthropic", QUESTION);
      asOnThePage(response);
      asTheApiWants(anthropic.take());
      assertThat(anthropic.problems()).isEmpty();
      assertThat(gateway.logLine(line -> line.contains("route=kgateway-system/anthropic")))
          .startsWith("request gateway=kgateway-system/agentgateway listener=http")
          .contains(
              "endpoint=api.anthropic.com:443 ",
              "src.addr=127.0.0.1:",
              "http.method=POST http.host=localhost http.path=/anthropic http.version=HTTP/1.1",
              "http.status=200 protocol=llm gen_ai.operation.name=chat",
              "gen_ai.provider.name=anthropic gen_ai.request.model=claude-3-opus-20240229",
              "gen_ai.response.model=claude-3-opus-20240229 gen_ai.usage.input_tokens=16",
              "gen_ai.usage.output_tokens=318",
              "duration=");
      assertThat(gateway.written()).doesNotContain(KEY).doesNotContain("Explain how AI");
    }
  }

  private GatewayProcess run(FakeUpstream anthropic, TestCertificates certificates) {
    return GatewayProcess.run(
        folder,
        Map.of("ANTHROPIC_API_KEY", KEY),
        "--resolve",
        "api.anthropic.com:443=" + anthropic.address(),
        "--ca-file",
        certificates.authorityFile(folder).toString());
  }

  private void write(String version) throws IOException {
    Files.writeString(folder.resolve("gateway.yaml"), DocPage.read("docs/setup.md").yaml("", ""));
    Files.writeString(
        folder.resolve("anthropic.yaml"), DocPage.read("docs/anthropic.md").yaml(version, ""));
  }

  private static void asOnThePage(RawResponse response) {
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.headers().first("content-type")).startsWith("application/json");
    JsonNode json = response.json();
    assertThat(List.copyOf(json.propertyNames()))
        .containsExactlyInAnyOrder("model", "usage", "choices", "id", "created", "object");
    assertThat(json.path("model").stringValue()).isEqualTo("claude-3-opus-20240229");
    assertThat(json.path("usage").toString())
        .isEqualTo("{\"prompt_tokens\":16,\"completion_tokens\":318,\"total_tokens\":334}");
    assertThat(json.path("id").stringValue()).isEqualTo("msg_01PbaJfDHnjEBG4BueJNR2ff");
    assertThat(json.path("object").stringValue()).isEqualTo("chat.completion");
    assertThat(json.path("created").isIntegralNumber()).isTrue();
    JsonNode choice = json.path("choices").path(0);
    assertThat(List.copyOf(choice.propertyNames()))
        .containsExactlyInAnyOrder("message", "index", "finish_reason");
    assertThat(choice.path("index").intValue()).isZero();
    assertThat(choice.path("finish_reason").stringValue()).isEqualTo("stop");
    assertThat(List.copyOf(choice.path("message").propertyNames()))
        .containsExactlyInAnyOrder("content", "role");
    assertThat(choice.path("message").path("content").stringValue())
        .isEqualTo("AI learns from data.");
    assertThat(choice.path("message").path("role").stringValue()).isEqualTo("assistant");
  }

  private static void asTheApiWants(Received request) {
    assertThat(request.serverName()).isEqualTo("api.anthropic.com");
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.target()).isEqualTo("/v1/messages");
    assertThat(request.headers().all("host")).containsExactly("api.anthropic.com");
    assertThat(request.headers().all("x-api-key")).containsExactly(KEY);
    assertThat(request.headers().all("anthropic-version")).containsExactly("2023-06-01");
    assertThat(request.headers().contains("authorization")).isFalse();
    JsonNode body = request.json();
    assertThat(body.path("model").stringValue()).isEqualTo("claude-3-opus-20240229");
    assertThat(body.path("max_tokens").intValue()).isEqualTo(4096);
    assertThat(body.path("messages").size()).isEqualTo(1);
    assertThat(body.path("messages").path(0).path("role").stringValue()).isEqualTo("user");
  }
}
