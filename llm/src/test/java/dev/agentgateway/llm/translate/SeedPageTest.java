package dev.agentgateway.llm.translate;

import static dev.agentgateway.llm.translate.Trials.JSON;
import static dev.agentgateway.llm.translate.Trials.json;
import static dev.agentgateway.llm.translate.Trials.sent;
import static dev.agentgateway.llm.translate.Trials.text;
import static dev.agentgateway.llm.translate.Trials.upstream;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.http.Headers;
import dev.agentgateway.llm.ChatSettings;
import dev.agentgateway.llm.ProviderSettings;
import dev.agentgateway.llm.Reply;
import dev.agentgateway.llm.RouteType;
import dev.agentgateway.llm.UpstreamCall;
import dev.agentgateway.llm.Usage;
import org.junit.jupiter.api.Test;

/// The request of the documentation's page on Anthropic.
class SeedPageTest {

  private static final String REQUEST =
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
      {"id":"msg_01P","type":"message","role":"assistant","model":"claude-3-opus-20240229",\
      "content":[{"type":"text","text":"Artificial "},{"type":"text","text":"Intelligence"}],\
      "stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":16,\
      "cache_creation_input_tokens":0,"cache_read_input_tokens":0,"output_tokens":318,\
      "service_tier":"standard"}}\
      """;

  @Test
  void theProviderGetsAMessagesRequestWithItsKey() {
    UpstreamCall call = opus();

    assertThat(call.method()).isEqualTo("POST");
    assertThat(call.target()).isEqualTo("/v1/messages");
    assertThat(call.model()).isEqualTo("claude-3-opus-20240229");
    assertThat(call.headers().first("x-api-key")).isEqualTo("k1");
    assertThat(call.headers().first("anthropic-version")).isEqualTo("2023-06-01");
    assertThat(call.headers().contains("authorization")).isFalse();
    assertThat(call.headers().first("content-type")).isEqualTo("application/json");
    assertThat(text(call.body()))
        .isEqualTo(
            "{\"model\":\"claude-3-opus-20240229\",\"max_tokens\":4096,\"messages\":["
                + "{\"role\":\"user\",\"content\":\"Explain how AI works in simple terms.\"}]}");
    assertThat(call.dropped()).isEmpty();
  }

  @Test
  void theClientGetsTheAnswerOfThePageKeyByKey() {
    Reply reply =
        opus()
            .whole(
                200,
                JSON.with("request-id", "req_1").with("content-encoding", "gzip"),
                ANSWER.getBytes(UTF_8));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(text(reply.body()))
        .isEqualTo(
            "{\"model\":\"claude-3-opus-20240229\",\"usage\":{\"prompt_tokens\":16,"
                + "\"completion_tokens\":318,\"total_tokens\":334},\"choices\":[{\"message\":"
                + "{\"content\":\"Artificial Intelligence\",\"role\":\"assistant\"},\"index\":0,"
                + "\"finish_reason\":\"stop\"}],\"id\":\"msg_01P\",\"created\":1764627002,"
                + "\"object\":\"chat.completion\"}");
    assertThat(reply.headers())
        .isEqualTo(Headers.of("content-type", "application/json", "x-request-id", "req_1"));
    assertThat(reply.facts().usage()).isEqualTo(new Usage(16, 0, 0, 0, 0, 0, 318, 0));
    assertThat(reply.facts().finishReason()).isEqualTo("end_turn");
  }

  @Test
  void aRequestWithoutAnyModelIsRefused() {
    var prepared =
        Trials.read(RouteType.COMPLETIONS, JSON, REQUEST)
            .prepare(upstream("anthropic"), ChatSettings.NONE);

    Reply reply = ((dev.agentgateway.llm.Prepared.Answer) prepared).reply();
    assertThat(reply.status()).isEqualTo(400);
    assertThat(json(reply.body()).at("/error/message").asString()).isEqualTo("model not specified");
  }

  private static UpstreamCall opus() {
    return sent(
        RouteType.COMPLETIONS,
        REQUEST,
        upstream("anthropic", new ProviderSettings("claude-3-opus-20240229", null)),
        ChatSettings.NONE);
  }
}
