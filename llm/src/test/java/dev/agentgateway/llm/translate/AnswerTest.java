package dev.agentgateway.llm.translate;

import static dev.agentgateway.llm.translate.Trials.JSON;
import static dev.agentgateway.llm.translate.Trials.json;
import static dev.agentgateway.llm.translate.Trials.sent;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.llm.Reply;
import dev.agentgateway.llm.RouteType;
import dev.agentgateway.llm.UpstreamCall;
import dev.agentgateway.llm.Usage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class AnswerTest {

  private static final String BODY =
      "{\"model\":\"fake-any\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # stop_reason                 | content | finish_reason  | dropped
          end_turn                      | TEXT    | stop           |
          end_turn                      | CALL    | tool_calls     |
          stop_sequence                 | TEXT    | stop           |
          max_tokens                    | TEXT    | length         |
          model_context_window_exceeded | TEXT    | length         |
          tool_use                      | CALL    | tool_calls     |
          refusal                       | TEXT    | content_filter |
          pause_turn                    | TEXT    | stop           | stop_reason=pause_turn
          novelty                       | TEXT    | stop           | stop_reason=novelty
          novelty                       | CALL    | tool_calls     | stop_reason=novelty
          """)
  void stopReasonsOfAnthropic(String reason, String content, String finish, String dropped) {
    String block =
        content.equals("TEXT")
            ? "{\"type\":\"text\",\"text\":\"a\"}"
            : "{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"a\",\"input\":{}}";

    Reply reply = anthropic("[" + block + "]", reason, "");

    assertThat(json(reply.body()).at("/choices/0/finish_reason").asString("")).isEqualTo(finish);
    assertThat(String.join(",", reply.facts().dropped())).isEqualTo(dropped == null ? "" : dropped);
    assertThat(reply.facts().finishReason()).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # finish_reason | content | stop_reason | dropped
          stop            | TEXT    | end_turn    |
          stop            | CALL    | tool_use    |
          length          | TEXT    | max_tokens  |
          tool_calls      | CALL    | tool_use    |
          function_call   | CALL    | tool_use    |
          content_filter  | TEXT    | refusal     |
          novelty         | TEXT    | end_turn    | finish_reason=novelty
          novelty         | CALL    | tool_use    | finish_reason=novelty
          """)
  void finishReasonsOfOpenAi(String reason, String content, String stop, String dropped) {
    String message =
        content.equals("TEXT")
            ? "\"content\":\"a\""
            : "\"tool_calls\":[{\"id\":\"c\",\"function\":{\"name\":\"a\",\"arguments\":\"\"}}]";

    Reply reply = openai(message, reason);

    assertThat(json(reply.body()).get("stop_reason").asString("")).isEqualTo(stop);
    assertThat(String.join(",", reply.facts().dropped())).isEqualTo(dropped == null ? "" : dropped);
  }

  @Test
  void usageIsDisjointAndProjected() {
    Reply reply =
        anthropic(
            "[]",
            "end_turn",
            ",\"cache_read_input_tokens\":5,\"cache_creation_input_tokens\":3,\"cache_creation\":"
                + "{\"ephemeral_5m_input_tokens\":2,\"ephemeral_1h_input_tokens\":1},"
                + "\"output_tokens_details\":{\"thinking_tokens\":4}");

    assertThat(reply.facts().usage()).isEqualTo(new Usage(10, 5, 2, 1, 0, 0, 20, 4));
    assertThat(json(reply.body()).get("usage"))
        .isEqualTo(
            json(
                "{\"prompt_tokens\":18,\"completion_tokens\":20,\"total_tokens\":38,"
                    + "\"prompt_tokens_details\":{\"cached_tokens\":5,\"cache_write_tokens\":3},"
                    + "\"completion_tokens_details\":{\"reasoning_tokens\":4}}"));
  }

  @Test
  void aRefusalKeepsItsWords() {
    Reply reply = openai("\"content\":null,\"refusal\":\"I cannot.\"", "stop");

    assertThat(json(reply.body()).get("content"))
        .isEqualTo(json("[{\"type\":\"text\",\"text\":\"I cannot.\"}]"));
    assertThat(json(reply.body()).get("stop_reason").asString("")).isEqualTo("refusal");
    assertThat(json(reply.body()).get("stop_details"))
        .isEqualTo(json("{\"type\":\"refusal\",\"category\":null,\"explanation\":\"I cannot.\"}"));
  }

  @Test
  void noChoicesAreAnEmptyAnswer() {
    Reply reply =
        sent(RouteType.MESSAGES, BODY, "openai")
            .whole(200, JSON, "{\"id\":\"c\",\"model\":\"m\",\"choices\":[]}".getBytes(UTF_8));

    assertThat(json(reply.body()).get("content").isEmpty()).isTrue();
    assertThat(json(reply.body()).get("stop_reason").asString("")).isEqualTo("end_turn");
    assertThat(json(reply.body()).at("/usage/input_tokens").asInt(0)).isPositive();
  }

  @Test
  void workOfTheServerIsHiddenAndCitationsAreSignalled() {
    Reply reply =
        anthropic(
            "[{\"type\":\"server_tool_use\",\"id\":\"s\",\"name\":\"web_search\",\"input\":{}},"
                + "{\"type\":\"web_search_tool_result\",\"tool_use_id\":\"s\",\"content\":[]},"
                + "{\"type\":\"text\",\"text\":\"a\",\"citations\":[{\"type\":\"x\"}]}]",
            "end_turn",
            "");

    assertThat(json(reply.body()).at("/choices/0/message"))
        .isEqualTo(json("{\"content\":\"a\",\"role\":\"assistant\"}"));
    assertThat(reply.facts().dropped()).containsExactly("content[].citations");
  }

  @Test
  void thinkingGoesThereAndBackWithItsSignature() {
    String content =
        "[{\"type\":\"thinking\",\"thinking\":\"one\",\"signature\":\"s1\"},"
            + "{\"type\":\"redacted_thinking\",\"data\":\"d\"},"
            + "{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"s2\"},"
            + "{\"type\":\"text\",\"text\":\"a\"},"
            + "{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"f\",\"input\":{\"z\":1.0,\"a\":[]}}]";
    JsonNode message = json(anthropic(content, "tool_use", "").body()).at("/choices/0/message");

    String next =
        "{\"model\":\"fake-any\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"},"
            + message
            + ",{\"role\":\"tool\",\"tool_call_id\":\"t\",\"content\":\"ok\"}]}";

    assertThat(
            json(sent(RouteType.COMPLETIONS, next, "anthropic").body()).at("/messages/1/content"))
        .isEqualTo(json(content));
  }

  @Test
  void namesThatWereChangedComeBack() {
    String body =
        "{\"model\":\"fake-any\",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"a.b\"}}],"
            + "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    UpstreamCall call = sent(RouteType.COMPLETIONS, body, "anthropic");
    String name = json(call.body()).at("/tools/0/name").asString("");

    Reply reply =
        call.whole(
            200,
            JSON,
            ("{\"id\":\"m\",\"content\":[{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\""
                    + name
                    + "\",\"input\":{}}],\"stop_reason\":\"tool_use\"}")
                .getBytes(UTF_8));

    assertThat(name).doesNotContain(".");
    assertThat(json(reply.body()).at("/choices/0/message/tool_calls/0/function/name").asString(""))
        .isEqualTo("a.b");
  }

  @Test
  void customToolsAndLegacyFunctionsAreAnsweredInKind() {
    String answer =
        "{\"id\":\"m\",\"content\":[{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"f\","
            + "\"input\":{\"input\":\"x\\ny\"}}],\"stop_reason\":\"tool_use\"}";
    String custom =
        BODY.replace(
            "\"max_tokens\":9", "\"tools\":[{\"type\":\"custom\",\"custom\":{\"name\":\"f\"}}]");
    String legacy = BODY.replace("\"max_tokens\":9", "\"functions\":[{\"name\":\"f\"}]");

    assertThat(
            json(sent(RouteType.COMPLETIONS, custom, "anthropic")
                    .whole(200, JSON, answer.getBytes(UTF_8))
                    .body())
                .at("/choices/0/message/tool_calls/0"))
        .isEqualTo(
            json(
                "{\"id\":\"t\",\"type\":\"custom\",\"custom\":{\"name\":\"f\",\"input\":\"x\\ny\"}}"));
    JsonNode choice =
        json(sent(RouteType.COMPLETIONS, legacy, "anthropic")
                .whole(200, JSON, answer.getBytes(UTF_8))
                .body())
            .at("/choices/0");
    assertThat(choice.at("/message/function_call/name").asString("")).isEqualTo("f");
    assertThat(choice.get("finish_reason").asString("")).isEqualTo("function_call");
  }

  private static Reply anthropic(String content, String stopReason, String usage) {
    String answer =
        "{\"id\":\"m\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"c\",\"content\":%s,"
                .formatted(content)
            + "\"stop_reason\":\"%s\",\"usage\":{\"input_tokens\":10,\"output_tokens\":20%s}}"
                .formatted(stopReason, usage);
    return sent(RouteType.COMPLETIONS, BODY, "anthropic").whole(200, JSON, answer.getBytes(UTF_8));
  }

  private static Reply openai(String message, String finishReason) {
    String answer =
        "{\"id\":\"c\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":"
            + "[{\"index\":0,\"message\":{\"role\":\"assistant\",%s},\"finish_reason\":\"%s\","
                .formatted(message, finishReason)
            + "\"logprobs\":null}],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2}}";
    return sent(RouteType.MESSAGES, BODY, "openai").whole(200, JSON, answer.getBytes(UTF_8));
  }
}
