package dev.agentgateway.llm.translate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.http.Failure;
import dev.agentgateway.llm.Reply;
import dev.agentgateway.llm.RouteType;
import dev.agentgateway.llm.dialect.Dialect;
import dev.agentgateway.llm.dialects.Dialects;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A good status does not make a body an answer.
final class WholeAnswerTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      nullValues = "none",
      textBlock =
          """
          # body                                          | passes             | is read
          {"choices":[]}                                  | none               | none
          {"choices":[],"error":null}                     | none               | none
          {"choices":[],"error":{"message":"m"}}          | none               | none
          {"x":1}                                         | none               | upstream_malformed
          {"error":null}                                  | none               | upstream_malformed
          {"error":{"message":"m","type":"server_error"}} | upstream_error     | upstream_error
          <html>busy</html>                               | upstream_malformed | upstream_malformed
          {"choices":[                                    | upstream_malformed | upstream_malformed
          ~~                                              | upstream_malformed | upstream_malformed
          [1]                                             | upstream_malformed | upstream_malformed
          """)
  void whatIsNoAnswerIsAFailure(String body, String passes, String isRead) {
    Dialect completions = Dialects.ALL.getFirst();
    assertThat(completions.answerField()).isEqualTo("choices");
    byte[] bytes = body.getBytes(UTF_8);
    assertThat(code(WholeAnswer.fault(completions, bytes))).isEqualTo(passes);
    assertThat(code(WholeAnswer.faultToRead(completions, bytes))).isEqualTo(isRead);
  }

  @Test
  void aWholeAnswerToWhoWantsAStreamIsAStreamOfChatCompletions() {
    Reply reply =
        whole(
            RouteType.COMPLETIONS,
            "anthropic",
            """
            {"id":"msg_1","type":"message","role":"assistant","model":"m","stop_reason":"tool_use",\
            "content":[{"type":"thinking","thinking":"hm","signature":"S"},{"type":"text","text":"one"},\
            {"type":"tool_use","id":"t1","name":"a","input":{"x":1}},\
            {"type":"tool_use","id":"t2","name":"a","input":{}}],\
            "usage":{"input_tokens":7,"output_tokens":5}}\
            """);

    String out = new String(reply.body(), UTF_8);
    assertThat(reply.headers().first("content-type")).isEqualTo("text/event-stream");
    assertThat(out)
        .contains(
            "\"role\":\"assistant\"",
            "\"reasoning_content\":\"hm\"",
            "\"signature\":\"S\"",
            "\"content\":\"one\"",
            "{\"index\":0,\"id\":\"t1\"",
            "{\\\"x\\\":1}",
            "{\"index\":1,\"id\":\"t2\"",
            "\"finish_reason\":\"tool_calls\"",
            "\"prompt_tokens\":7")
        .endsWith("data: [DONE]\n\n");
    assertThat(reply.facts().finishReason()).isEqualTo("tool_use");
    assertThat(Objects.requireNonNull(reply.facts().usage()).output()).isEqualTo(5);
  }

  @Test
  void aWholeAnswerToWhoWantsAStreamIsAStreamOfMessages() {
    Reply reply =
        whole(
            RouteType.MESSAGES,
            "openai",
            """
            {"id":"c1","model":"m","choices":[{"index":0,"finish_reason":"stop","message":\
            {"role":"assistant","content":"one","annotations":[{"type":"url_citation","url_citation":\
            {"start_index":0,"end_index":3,"title":"T","url":"https://example.com/"}}]}}]}\
            """);

    String out = new String(reply.body(), UTF_8);
    assertThat(out.lines().filter(line -> line.startsWith("event: ")))
        .containsExactly(
            "event: message_start",
            "event: ping",
            "event: content_block_start",
            "event: content_block_delta",
            "event: content_block_delta",
            "event: content_block_stop",
            "event: message_delta",
            "event: message_stop");
    assertThat(out).contains("\"text\":\"one\"", "https://example.com/", "\"end_turn\"");
    assertThat(reply.facts().isEstimated()).isTrue();
  }

  private static Reply whole(RouteType type, String provider, String answer) {
    String body =
        """
        {"model":"m","max_tokens":9,"stream":true,%s"messages":[{"role":"user","content":"hi"}]}\
        """
            .formatted(
                type == RouteType.COMPLETIONS
                    ? "\"stream_options\":{\"include_usage\":true},"
                    : "");
    return Trials.sent(type, body, provider).whole(200, Trials.JSON, answer.getBytes(UTF_8));
  }

  private static String code(Failure failure) {
    return failure == null ? null : failure.code();
  }
}
