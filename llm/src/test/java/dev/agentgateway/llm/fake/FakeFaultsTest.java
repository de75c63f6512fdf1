package dev.agentgateway.llm.fake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.http.Headers;
import dev.agentgateway.llm.fake.script.FakeScript;
import dev.agentgateway.llm.fake.script.FakeStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

final class FakeFaultsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # model    | status | anthropic             | openai                | code                 | retry after
          fake-400   | 400    | invalid_request_error | invalid_request_error |                      |
          fake-401   | 401    | authentication_error  | invalid_request_error | invalid_api_key      |
          fake-403   | 403    | permission_error      | invalid_request_error |                      |
          fake-404   | 404    | not_found_error       | invalid_request_error | model_not_found      |
          fake-408   | 408    | timeout_error         | server_error          |                      |
          fake-413   | 413    | request_too_large     | invalid_request_error |                      |
          fake-429   | 429    | rate_limit_error      | requests              | rate_limit_exceeded  | 1
          fake-429-7 | 429    | rate_limit_error      | requests              | rate_limit_exceeded  | 7
          fake-429-0 | 429    | rate_limit_error      | requests              | rate_limit_exceeded  |
          fake-500   | 500    | api_error             | server_error          |                      |
          fake-503   | 503    | overloaded_error      | server_error          |                      |
          fake-529   | 529    | overloaded_error      | server_error          |                      |
          """)
  void errorsAreToldInTheDialect(
      String model, int status, String anthropic, String openai, String code, String retryAfter) {
    FakeScript message = Fakes.messages(Fakes.body(model, "Hi", "\"stream\":true"));
    assertThat(message.head().status()).isEqualTo(status);
    assertThat(message.head().headers().first("retry-after")).isEqualTo(retryAfter);
    assertThat(message.head().headers().first("request-id")).startsWith("req_");
    JsonNode error = Fakes.json(message);
    assertThat(error.get("type").stringValue()).isEqualTo("error");
    assertThat(error.at("/error/type").stringValue()).isEqualTo(anthropic);
    assertThat(error.get("request_id").stringValue())
        .isEqualTo(message.head().headers().first("request-id"));
    FakeScript completion = Fakes.completions(Fakes.body(model, "Hi", ""));
    assertThat(completion.head().status()).isEqualTo(status);
    assertThat(completion.head().headers().first("retry-after")).isEqualTo(retryAfter);
    JsonNode inner = Fakes.json(completion).get("error");
    assertThat(inner.propertyNames()).containsExactly("message", "type", "param", "code");
    assertThat(inner.get("type").stringValue()).isEqualTo(openai);
    assertThat(inner.get("code").isNull() ? null : inner.get("code").stringValue()).isEqualTo(code);
  }

  @Test
  void aPromptThatIsTooLongIsToldInTheWordsThatClientsKnow() {
    String body = Fakes.body("fake-context-exceeded", "Hi", "");
    assertThat(Fakes.json(Fakes.messages(body)).at("/error/message").stringValue())
        .isEqualTo("prompt is too long: 200004 tokens > 200000 maximum");
    JsonNode error = Fakes.json(Fakes.completions(body)).get("error");
    assertThat(error.get("code").stringValue()).isEqualTo("context_length_exceeded");
    assertThat(error.get("message").stringValue()).contains("maximum context length");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # model            | pieces | last step
          fake-stall         | 3      | Silence
          fake-stall-0       | 0      | Silence
          fake-cut           | 3      | Cut
          fake-cut-0         | 0      | Cut
          fake-cut-1         | 1      | Cut
          fake-cut-99        | 12     | Cut
          fake-error-event   | 3      | Send
          fake-error-event-0 | 0      | Send
          """)
  void aStreamGoesWrongAfterSoManyPieces(String model, int pieces, String last) {
    String body = Fakes.body(model, "Hi", "\"stream\":true");
    for (FakeScript script : List.of(Fakes.messages(body), Fakes.completions(body))) {
      List<FakeStep> steps = steps(script, 100);
      String text = new String(script.body(10_000), UTF_8);
      int said = text.split("\"delta\":\\{\"(type\":\"text_delta|content)\"", -1).length - 1;
      assertThat(text).doesNotContain("message_stop").doesNotContain("[DONE]");
      assertThat(steps.getLast().getClass().getSimpleName()).isEqualTo(last);
      assertThat(steps.getFirst()).isInstanceOf(FakeStep.Head.class);
      assertThat(said).as(text).isEqualTo(pieces);
      assertThat(text.contains("Overloaded")).isEqualTo(last.equals("Send"));
    }
  }

  @ParameterizedTest
  @CsvSource({"fake-malformed", "fake-malformed-0"})
  void brokenJsonStandsInAStreamThatGoesOn(String model) {
    String body = Fakes.body(model, "Hi", "\"stream\":true");
    String messages = new String(Fakes.messages(body).body(10_000), UTF_8);
    assertThat(messages).contains(",\"ind\n\n").contains("message_stop");
    String completions = new String(Fakes.completions(body).body(10_000), UTF_8);
    assertThat(completions).contains(",\"ind\n\n").contains("[DONE]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # model          | steps
          fake-stall       | [Head, Send, Silence]
          fake-cut         | [Head, Send, Cut]
          fake-malformed   | [Head, Send]
          fake-error-event | [Head, Send]
          fake-slow-first  | [Pause, Head, Send]
          fake-silent      | [Silence]
          fake-empty       | [Head]
          fake-html        | [Head, Send]
          """)
  void aWholeAnswerGoesWrongToo(String model, String steps) {
    String body = Fakes.body(model, "Hi", "");
    for (FakeScript script : List.of(Fakes.messages(body), Fakes.completions(body))) {
      List<String> names =
          steps(script, 10).stream().map(step -> step.getClass().getSimpleName()).toList();
      assertThat(names.toString()).isEqualTo(steps);
    }
  }

  @Test
  void theFirstTokenIsLateByTheGivenTime() {
    String body = Fakes.body("fake-slow-first-70", "Hi", "\"stream\":true");
    assertThat(steps(Fakes.messages(body), 3).get(1))
        .isEqualTo(new FakeStep.Pause(Duration.ofMillis(70)));
  }

  @Test
  void tokensOfALongAnswerComeAtTheirRate() {
    String body = Fakes.body("fake-long-10-100", "Hi", "\"stream\":true");
    List<FakeStep> pauses =
        steps(Fakes.completions(body), 100).stream()
            .filter(step -> step instanceof FakeStep.Pause)
            .toList();
    assertThat(pauses).hasSize(10).containsOnly(new FakeStep.Pause(Duration.ofMillis(10)));
    String whole = Fakes.body("fake-long-10-100", "Hi", "");
    assertThat(steps(Fakes.completions(whole), 1))
        .containsExactly(new FakeStep.Pause(Duration.ofMillis(100)));
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void anEndlessAnswerHasNoEnd(boolean isStreamed) {
    String body = Fakes.body("fake-endless", "Hi", "\"stream\":" + isStreamed);
    for (FakeScript script : List.of(Fakes.messages(body), Fakes.completions(body))) {
      assertThat(steps(script, 10_000)).hasSize(10_000);
      assertThat(script.head().headers().contains("content-length")).isFalse();
      assertThat(script.body(100_000)).hasSizeGreaterThanOrEqualTo(100_000);
    }
  }

  @ParameterizedTest
  @CsvSource({"fake-flaky, 2", "fake-flaky-3, 3", "fake-flaky-1, 1"})
  void everyNthRequestFails(String model, int every) {
    byte[] body = Fakes.body(model, "Hi", "").getBytes(UTF_8);
    for (int count = 0; count < 12; count++) {
      FakeScript script =
          FakeProvider.strict().answer("POST", "/v1/chat/completions", Headers.NONE, body, count);
      assertThat(script.head().status()).isEqualTo((count + 1) % every == 0 ? 503 : 200);
    }
  }

  @Test
  void aPageIsNoAnswer() {
    FakeScript html = Fakes.messages(Fakes.body("fake-html", "Hi", "\"stream\":true"));
    assertThat(html.head().status()).isEqualTo(200);
    assertThat(html.head().headers().first("content-type")).startsWith("text/html");
    FakeScript empty = Fakes.messages(Fakes.body("fake-empty", "Hi", "\"stream\":true"));
    assertThat(empty.head().headers().first("content-type")).isEqualTo("text/event-stream");
    assertThat(empty.body(10)).isEmpty();
    assertThat(Fakes.messages(Fakes.body("fake-silent", "Hi", "")).head().status()).isZero();
  }

  private static List<FakeStep> steps(FakeScript script, int max) {
    List<FakeStep> steps = new ArrayList<>();
    for (Iterator<FakeStep> each = script.steps().iterator();
        each.hasNext() && steps.size() < max; ) {
      steps.add(each.next());
    }
    return steps;
  }
}
