package dev.agentgateway.llm.translate;

import static dev.agentgateway.llm.translate.Trials.JSON;
import static dev.agentgateway.llm.translate.Trials.json;
import static dev.agentgateway.llm.translate.Trials.sent;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.http.Failure;
import dev.agentgateway.http.Headers;
import dev.agentgateway.llm.Arrival;
import dev.agentgateway.llm.ClientCall;
import dev.agentgateway.llm.Reply;
import dev.agentgateway.llm.RouteType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorsTest {

  private static final String BODY =
      "{\"model\":\"fake-any\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # status | type                  | message              | type here             | code here
          400      | invalid_request_error | bad                  | invalid_request_error |
          400      | invalid_request_error | prompt is too long: 9 | invalid_request_error | context_length_exceeded
          401      | authentication_error  | no key               | invalid_request_error | invalid_api_key
          402      | billing_error         | pay                  | insufficient_quota    | insufficient_quota
          403      | permission_error      | no                   | permission_error      |
          404      | not_found_error       | no model             | invalid_request_error | model_not_found
          413      | request_too_large     | large                | invalid_request_error |
          429      | rate_limit_error      | slow                 | rate_limit_exceeded   | rate_limit_exceeded
          500      | api_error             | oops                 | server_error          |
          504      | timeout_error         | late                 | server_error          |
          529      | overloaded_error      | full                 | server_error          |
          """)
  void errorsOfAnthropicAreThoseOfOpenAi(
      int status, String type, String message, String typeHere, String codeHere) {
    String error =
        "{\"type\":\"error\",\"error\":{\"type\":\"%s\",\"message\":\"%s\"},\"request_id\":\"req_1\"}"
            .formatted(type, message);

    Reply reply =
        sent(RouteType.COMPLETIONS, BODY, "anthropic").whole(status, JSON, error.getBytes(UTF_8));

    assertThat(reply.status()).isEqualTo(status);
    assertThat(json(reply.body()).get("error"))
        .isEqualTo(
            json(
                "{\"message\":\"%s\",\"type\":\"%s\",\"param\":null,\"code\":%s}"
                    .formatted(
                        message, typeHere, codeHere == null ? "null" : "\"" + codeHere + "\"")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # status | code                    | param       | message here              | type here
          400      |                         |             | m                         | invalid_request_error
          400      | invalid_value           | messages[0] | messages[0]: m            | invalid_request_error
          400      | context_length_exceeded |             | prompt is too long: m     | invalid_request_error
          401      | invalid_api_key         |             | m                         | authentication_error
          403      |                         |             | m                         | permission_error
          404      | model_not_found         |             | m                         | not_found_error
          413      |                         |             | m                         | request_too_large
          422      |                         |             | m                         | invalid_request_error
          429      | rate_limit_exceeded     |             | m                         | rate_limit_error
          429      | insufficient_quota      |             | m                         | billing_error
          500      |                         |             | m                         | api_error
          503      |                         |             | m                         | overloaded_error
          504      |                         |             | m                         | timeout_error
          """)
  void errorsOfOpenAiAreThoseOfAnthropic(
      int status, String code, String param, String messageHere, String typeHere) {
    String error =
        "{\"error\":{\"message\":\"m\",\"type\":\"t\",\"param\":%s,\"code\":%s}}"
            .formatted(quoted(param), quoted(code));

    Reply reply =
        sent(RouteType.MESSAGES, BODY, "openai")
            .whole(status, JSON.with("x-request-id", "r1"), error.getBytes(UTF_8));

    assertThat(reply.status()).isEqualTo(status);
    assertThat(json(reply.body()).get("type").asString("")).isEqualTo("error");
    assertThat(json(reply.body()).at("/error/type").asString("")).isEqualTo(typeHere);
    assertThat(json(reply.body()).at("/error/message").asString("")).isEqualTo(messageHere);
    assertThat(json(reply.body()).get("request_id").asString("")).isEqualTo("r1");
    assertThat(reply.headers().first("request-id")).isEqualTo("r1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          <html>502</html>      | <html>502</html>
          {"detail":"gone"}     | gone
          {"error":"gone"}      | gone
          {"message":"gone"}    | gone
          ''                    | the upstream answered with status 502 and nothing else
          """)
  void bodiesOfNoKnownShapeAreWrapped(String body, String message) {
    Reply reply = sent(RouteType.MESSAGES, BODY, "openai").whole(502, JSON, body.getBytes(UTF_8));

    assertThat(json(reply.body()).at("/error/message").asString("")).isEqualTo(message);
    assertThat(json(reply.body()).at("/error/type").asString("")).isEqualTo("api_error");
  }

  @ParameterizedTest
  @CsvSource({"anthropic, COMPLETIONS", "openai, MESSAGES"})
  void anAnswerThatIsNoJsonIsA502(String provider, RouteType type) {
    for (String body : new String[] {"", "<html>", "[1]", "{\"id\":"}) {
      Reply reply = sent(type, BODY, provider).whole(200, JSON, body.getBytes(UTF_8));

      assertThat(reply.status()).isEqualTo(502);
      assertThat(reply.facts().failure()).isInstanceOf(Failure.UpstreamMalformed.class);
    }
  }

  @Test
  void invalidArgumentsOfAnAnswerAreA502() {
    String answer =
        "{\"id\":\"c\",\"model\":\"m\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
            + "\"content\":null,\"tool_calls\":[{\"id\":\"c1\",\"type\":\"function\",\"function\":"
            + "{\"name\":\"a\",\"arguments\":\"{\\\"x\\\":\"}}]},\"finish_reason\":\"tool_calls\"}]}";

    assertThat(
            sent(RouteType.MESSAGES, BODY, "openai")
                .whole(200, JSON, answer.getBytes(UTF_8))
                .status())
        .isEqualTo(502);
  }

  @Test
  void rateLimitsAndRetriesKeepTheirMeaning() {
    Headers anthropic =
        Headers.of(
            "date", "Wed, 25 Nov 2026 02:00:00 GMT",
            "request-id", "req_1",
            "anthropic-ratelimit-requests-limit", "50",
            "anthropic-ratelimit-requests-remaining", "49",
            "anthropic-ratelimit-requests-reset", "2026-11-25T02:06:00Z",
            "retry-after", "7",
            "x-should-retry", "true",
            "set-cookie", "a=b",
            "content-encoding", "gzip");
    Reply reply = sent(RouteType.COMPLETIONS, BODY, "anthropic").whole(429, anthropic, new byte[0]);

    assertThat(reply.headers())
        .isEqualTo(
            Headers.of(
                "content-type", "application/json",
                "x-request-id", "req_1",
                "x-ratelimit-limit-requests", "50",
                "x-ratelimit-remaining-requests", "49",
                "x-ratelimit-reset-requests", "6m0s",
                "retry-after", "7",
                "x-should-retry", "true"));

    Headers openai =
        Headers.of(
            "date", "Wed, 25 Nov 2026 02:00:00 GMT",
            "x-ratelimit-limit-tokens", "1000",
            "x-ratelimit-reset-tokens", "1m30s");
    assertThat(sent(RouteType.MESSAGES, BODY, "openai").whole(200, openai, new byte[0]).headers())
        .isEqualTo(Headers.of("content-type", "application/json"));
    assertThat(sent(RouteType.MESSAGES, BODY, "openai").whole(429, openai, new byte[0]).headers())
        .isEqualTo(
            Headers.of(
                "content-type", "application/json",
                "anthropic-ratelimit-tokens-limit", "1000",
                "anthropic-ratelimit-tokens-reset", "2026-11-25T02:01:30Z"));
  }

  @ParameterizedTest
  @CsvSource({"COMPLETIONS", "MESSAGES", "ANTHROPIC_TOKEN_COUNT"})
  void aBodyThatIsNoJsonObjectIsRefusedInTheClientsFormat(RouteType type) {
    for (String body : new String[] {"", "hi", "[]", "{\"a\":1", "{\"a\":1,\"a\":2}"}) {
      ClientCall.Reading reading =
          Translation.read(new Arrival(type, "POST", "/", Headers.NONE, body.getBytes(UTF_8), 0));

      Reply reply = ((ClientCall.Reading.Refused) reading).reply();
      assertThat(reply.status()).isEqualTo(400);
      assertThat(json(reply.body()).at("/error/type").asString(""))
          .isEqualTo("invalid_request_error");
    }
  }

  @Test
  void theGatewaysOwnTroubleIsToldInTheClientsFormat() {
    Failure failure = new Failure.ConnectFailed("a:1", "refused");

    Reply completions = Trials.read(RouteType.COMPLETIONS, JSON, BODY).error(failure);
    assertThat(completions.status()).isEqualTo(503);
    assertThat(json(completions.body()).at("/error/code").asString("")).isEqualTo("connect_failed");
    Reply messages = Trials.read(RouteType.MESSAGES, JSON, BODY).error(failure);
    assertThat(json(messages.body()).at("/error/type").asString("")).isEqualTo("overloaded_error");
    assertThat(json(messages.body()).at("/error/details/error_code").asString(""))
        .isEqualTo("connect_failed");
  }

  private static String quoted(String text) {
    return text == null ? "null" : "\"" + text + "\"";
  }
}
