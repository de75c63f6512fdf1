package dev.agentgateway.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentgateway.http.Response;
import dev.agentgateway.policy.Decision;
import dev.agentgateway.policy.Policy;
import dev.agentgateway.policy.PolicyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Answers that need no backend.
final class DirectResponseTest {

  private static final String KIND = "AgentgatewayPolicy";
  private static final String FIELD = "traffic.directResponse";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          # settings                                                         | status | type                      | body
          {"status": 200, "body": "hello!"}                                  | 200    | text/plain; charset=utf-8 | hello!
          {"status": 418}                                                    | 418    |                           | ``
          {"status": 200, "bodyExpression": "'you asked ' + request.path"}   | 200    | text/plain; charset=utf-8 | you asked /a
          {"status": 599, "bodyExpression": "1 + 1"}                         | 599    | text/plain; charset=utf-8 | 2
          {"status": 200, "body": "{}", "headers": [{"name": "Content-Type", "value": "'application/json'"}]} | 200 | application/json | {}
          """)
  void thePolicyAnswers(String settings, int status, String type, String body) {
    Response response = answer(Trial.policy(KIND, FIELD, settings));
    assertThat(response.status()).isEqualTo(status);
    assertThat(response.headers().first("content-type")).isEqualTo(type);
    assertThat(Trial.text(response.body())).isEqualTo(body);
  }

  @Test
  void theResourceAnswersAlike() {
    Response response = answer(Trial.policy("DirectResponse", "", "{'status': 503, 'body': 'x'}"));
    assertThat(response.status()).isEqualTo(503);
    assertThat(Trial.text(response.body())).isEqualTo("x");
  }

  @Test
  void headersWithoutAValueAreLeftOutAndOthersCannotForgeOne() {
    Policy policy =
        Trial.policy(
            KIND,
            FIELD,
            """
            {"status": 200, "headers": [
              {"name": "x-none", "value": "jwt.sub"},
              {"name": "x-echo", "value": "request.method + '\\\\r\\\\nx-forged: 1'"}]}
            """);
    Response response = answer(policy);
    assertThat(response.headers().contains("x-none")).isFalse();
    assertThat(response.headers().contains("x-forged")).isFalse();
    assertThat(response.headers().first("x-echo")).isEqualTo("GET  x-forged: 1");
  }

  @Test
  void aBodyWithoutAValueIsOurFailure() {
    Policy policy = Trial.policy(KIND, FIELD, "{'status': 200, 'bodyExpression': 'jwt.sub'}");
    assertThat(policy.onRequest(Trial.get("http://example.com/a")))
        .isInstanceOf(Decision.Refuse.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # settings                                                      | message holds
          {'status': 200, 'bodyExpression': 'request.'}                   | bodyExpression: 1:
          {'status': 200, 'headers': [{'name': 'x', 'value': 'nothing'}]} | headers[0].value: 1:1
          """)
  void expressionsThatAreNoneAreRefused(String settings, String message) {
    assertThatThrownBy(() -> Trial.policy(KIND, FIELD, settings))
        .isInstanceOf(PolicyException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          # settings                                             | where
          {}                                                     | ``
          {'body': 'x'}                                          | ``
          {'status': 199}                                        | status
          {'status': 600}                                        | status
          {'status': 200, 'body': ''}                            | body
          {'status': 200, 'body': 'x', 'bodyExpression': 'true'} | ``
          {'status': 200, 'headers': [{'name': 'a b', 'value': 'true'}]} | headers[0].name
          """)
  void theSchemaRefusesWhatItsLimitsForbid(String settings, String where) {
    assertThat(Trial.read(KIND, FIELD, settings).faults())
        .first()
        .satisfies(fault -> assertThat(fault.path()).isEqualTo(where));
  }

  private static Response answer(Policy policy) {
    Decision decision = policy.onRequest(Trial.get("http://example.com/a"));
    assertThat(decision).isInstanceOf(Decision.Answer.class);
    return ((Decision.Answer) decision).response();
  }
}
