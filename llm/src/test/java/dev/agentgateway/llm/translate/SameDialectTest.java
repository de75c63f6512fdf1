package dev.agentgateway.llm.translate;

import static dev.agentgateway.llm.translate.Trials.EVENTS;
import static dev.agentgateway.llm.translate.Trials.JSON;
import static dev.agentgateway.llm.translate.Trials.json;
import static dev.agentgateway.llm.translate.Trials.sent;
import static dev.agentgateway.llm.translate.Trials.stream;
import static dev.agentgateway.llm.translate.Trials.text;
import static dev.agentgateway.llm.translate.Trials.upstream;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.llm.ChatSettings;
import dev.agentgateway.llm.ChatSettings.PromptMessage;
import dev.agentgateway.llm.Fidelity;
import dev.agentgateway.llm.ProviderSettings;
import dev.agentgateway.llm.Reply;
import dev.agentgateway.llm.RouteType;
import dev.agentgateway.llm.StreamReply;
import dev.agentgateway.llm.UpstreamCall;
import dev.agentgateway.llm.Usage;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class SameDialectTest {

  private static final String BODY =
      "{ \"novelty\": 1.50,\n \"model\":\"a\" , \"messages\":[{\"role\":\"user\","
          + "\"content\":\"\\u00e4\"}] }";

  @Test
  void theBodyPassesByteForByte() {
    assertThat(text(sent(RouteType.COMPLETIONS, BODY, "openai").body())).isEqualTo(BODY);
    assertThat(text(sent(RouteType.MESSAGES, BODY, "anthropic").body())).isEqualTo(BODY);
  }

  @Test
  void onlyTheModelIsSpliced() {
    UpstreamCall call =
        sent(
            RouteType.COMPLETIONS,
            BODY,
            upstream("openai", new ProviderSettings("b", null)),
            ChatSettings.NONE);

    assertThat(text(call.body())).isEqualTo(BODY.replace("\"a\"", "\"b\""));
    assertThat(call.model()).isEqualTo("b");
  }

  @Test
  void defaultsOverridesAliasesAndPromptsApply() {
    ChatSettings settings =
        new ChatSettings(
            List.of(new PromptMessage("SYSTEM", "first")),
            List.of(new PromptMessage("user", "last")),
            Map.of(
                "novelty", JsonNodeFactory.instance.numberNode(2),
                "seed", JsonNodeFactory.instance.numberNode(7)),
            Map.of("temperature", JsonNodeFactory.instance.numberNode(1)),
            Map.of("a", "exact", "*", "any"),
            Map.of(),
            Fidelity.STANDARD);

    assertThat(
            json(sent(RouteType.COMPLETIONS, BODY, upstream("openai"), settings).body()).toString())
        .isEqualTo(
            "{\"novelty\":1.5,\"model\":\"exact\",\"messages\":[{\"role\":\"system\","
                + "\"content\":\"first\"},{\"role\":\"user\",\"content\":\"ä\"},{\"role\":"
                + "\"user\",\"content\":\"last\"}],\"temperature\":1,\"seed\":7}");
    assertThat(
            json(sent(
                        RouteType.MESSAGES,
                        BODY.replace("\"a\"", "\"x\",\"system\":\"own\""),
                        upstream("anthropic"),
                        settings)
                    .body())
                .toString())
        .isEqualTo(
            "{\"novelty\":1.5,\"model\":\"any\",\"system\":[{\"type\":\"text\",\"text\":"
                + "\"first\"},{\"type\":\"text\",\"text\":\"own\"}],\"messages\":[{\"role\":"
                + "\"user\",\"content\":\"ä\"},{\"role\":\"user\",\"content\":\"last\"}],"
                + "\"temperature\":1,\"seed\":7}");
  }

  @Test
  void anAnswerPassesAndItsUsageIsRead() {
    byte[] answer =
        "{\"id\":\"x\", \"model\":\"m\",\"choices\":[{\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4}}"
            .getBytes(UTF_8);

    Reply reply =
        sent(RouteType.COMPLETIONS, BODY, "openai")
            .whole(200, JSON.with("x-request-id", "r").with("content-length", "9"), answer);

    assertThat(reply.body()).isSameAs(answer);
    assertThat(reply.headers()).isEqualTo(JSON.with("x-request-id", "r"));
    assertThat(reply.facts().usage()).isEqualTo(new Usage(3, 0, 0, 0, 0, 0, 4, 0));
    assertThat(reply.facts().finishReason()).isEqualTo("stop");
  }

  @Test
  void usageThatOnlyWeAskedForIsTakenOut() {
    UpstreamCall call =
        sent(RouteType.COMPLETIONS, "{\"model\":\"a\",\"stream\":true,\"messages\":[]}", "openai");
    assertThat(json(call.body()).at("/stream_options/include_usage").asBoolean(false)).isTrue();

    for (int pieceBytes : new int[] {1, 7, 1000}) {
      StreamReply reply = call.stream(200, EVENTS);
      assertThat(stream(reply, (HELLO + FINISH + USAGE + DONE).getBytes(UTF_8), pieceBytes))
          .isEqualTo(HELLO + FINISH + DONE);
      assertThat(reply.facts().usage()).isEqualTo(new Usage(3, 0, 0, 0, 0, 0, 4, 0));
    }
  }

  @Test
  void usageThatTheClientAskedForStays() {
    String body =
        "{\"model\":\"a\",\"stream\":true,\"stream_options\":{\"include_usage\":true},\"messages\":[]}";
    UpstreamCall call = sent(RouteType.COMPLETIONS, body, "openai");

    assertThat(text(call.body())).isEqualTo(body);
    assertThat(
            stream(call.stream(200, EVENTS), (HELLO + FINISH + USAGE + DONE).getBytes(UTF_8), 11))
        .isEqualTo(HELLO + FINISH + USAGE + DONE);
  }

  @Test
  void aPieceOfWholeEventsGoesOnAsItIs() {
    StreamReply reply =
        sent(RouteType.COMPLETIONS, "{\"model\":\"a\",\"stream\":true,\"messages\":[]}", "openai")
            .stream(200, EVENTS);

    assertThat(reply.on(ByteBuffer.wrap(HELLO.getBytes(UTF_8)))).isNull();
    assertThat(reply.hasContent()).isTrue();
    assertThat(reply.on(ByteBuffer.wrap(HELLO.substring(0, 20).getBytes(UTF_8)))).isEmpty();
    assertThat(text(reply.fail(new dev.agentgateway.http.Failure.UpstreamCut("x"))))
        .startsWith("data: {\"error\":");
  }

  @Test
  void anErrorThatIsJsonPassesAndAnotherIsWrapped() {
    UpstreamCall call = sent(RouteType.COMPLETIONS, BODY, "openai");
    byte[] error = "{\"error\":{\"message\":\"no\"}}".getBytes(UTF_8);

    assertThat(call.whole(429, JSON.with("retry-after", "7"), error).body()).isSameAs(error);
    Reply wrapped = call.whole(502, JSON, "<html>".getBytes(UTF_8));
    assertThat(wrapped.status()).isEqualTo(502);
    assertThat(json(wrapped.body()).at("/error/message").asString("")).isEqualTo("<html>");
  }

  @Test
  void thinkingThatNoClaudeSignedIsTakenOutOfTheHistory() {
    String body =
        "{\"model\":\"m\", \"x\":1.0,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"},"
            + "{\"role\":\"assistant\",\"content\":[%s{\"type\":\"text\",\"text\":\"a\"}]}]}";
    String signed = "{\"type\":\"thinking\",\"thinking\":\"t\",\"signature\":\"s\"},";
    String unsigned = "{\"type\":\"thinking\",\"thinking\":\"t\",\"signature\": \"\"},";

    assertThat(text(sent(RouteType.MESSAGES, body.formatted(signed), "anthropic").body()))
        .isEqualTo(body.formatted(signed));
    assertThat(text(sent(RouteType.MESSAGES, body.formatted(unsigned), "anthropic").body()))
        .isEqualTo(body.formatted(""));
  }

  private static final String HELLO =
      "data: {\"id\":\"i\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"hi\"},\"finish_reason\":null}],\"usage\":null}\n\n";
  private static final String FINISH =
      "data: {\"id\":\"i\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}],\"usage\":null}\n\n";
  private static final String USAGE =
      "data: {\"id\":\"i\",\"model\":\"m\",\"choices\": [],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4}}\n\n";
  private static final String DONE = "data: [DONE]\n\n";
}
