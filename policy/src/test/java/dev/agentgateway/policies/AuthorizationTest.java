package dev.agentgateway.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentgateway.http.Failure;
import dev.agentgateway.policies.authorization.Authorization;
import dev.agentgateway.policy.Decision;
import dev.agentgateway.policy.Policy;
import dev.agentgateway.policy.PolicyException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who is admitted, by which rules.
final class AuthorizationTest {

  /// T and F are rules that match and do not; E one that cannot be evaluated.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # deny | require | allow | admitted
                 |         |       | true
                 |         | T     | true
                 |         | F     | false
                 |         | F T   | true
                 |         | F F   | false
                 |         | E     | false
                 |         | E T   | true
                 | T       |       | true
                 | T T     |       | true
                 | T F     |       | false
                 | F       | T     | false
                 | T       | F     | false
                 | T       | T     | true
                 | E       |       | false
          T      |         |       | false
          F      |         |       | true
          F T    |         |       | false
          E      |         |       | true
          T      | T       | T     | false
          F      | T       | T     | true
          F      | T       | F     | false
          F      | F       | T     | false
          """)
  void denyComesBeforeRequireBeforeAllow(
      String deny, String require, String allow, boolean admitted) {
    List<Policy> attached = new ArrayList<>();
    attach(attached, "Deny", deny);
    attach(attached, "Require", require);
    attach(attached, "Allow", allow);
    if (attached.isEmpty()) {
      attach(attached, "Deny", "F");
    }
    assertThat(admits(new Authorization().combine(attached))).isEqualTo(admitted);
    assertThat(admits(new Authorization().combine(attached.reversed()))).isEqualTo(admitted);
  }

  @Test
  void rulesOfAllAttachmentsCountTogether() {
    Policy gateway = policy("Allow", "request.headers['x-team'] == 'a'");
    Policy route = policy("Allow", "request.headers['x-team'] == 'b'");
    Policy both = new Authorization().combine(List.of(gateway, route));
    assertThat(admits(both, "x-team", "a")).isTrue();
    assertThat(admits(both, "X-Team", "b")).isTrue();
    assertThat(admits(both, "x-team", "c")).isFalse();
    assertThat(admits(both)).isFalse();
  }

  @Test
  void actionIsAllowWhenNothingIsSaid() {
    Policy policy =
        Trial.policy(
            "AgentgatewayPolicy",
            "traffic.authorization",
            "{'policy': {'matchExpressions': ['false']}}");
    assertThat(admits(policy)).isFalse();
  }

  @Test
  void theOlderGenerationDecidesAlike() {
    Policy policy =
        Trial.policy(
            "TrafficPolicy",
            "rbac",
            "{\"policy\": {\"matchExpressions\": [\"request.headers['x-llm'] == 'gemini'\"]}}");
    assertThat(admits(policy, "x-llm", "gemini")).isTrue();
    assertThat(admits(policy)).isFalse();
  }

  @Test
  void aRefusalSaysNothingOfTheRule() {
    Decision decision = policy("Deny", "true").onRequest(Trial.get("http://example.com/"));
    assertThat(decision).isEqualTo(new Decision.Refuse(new Failure.Denied()));
    assertThat(new Failure.Denied().status()).isEqualTo(403);
    assertThat(new Failure.Denied().words()).isEqualTo("authorization failed");
  }

  @Test
  void whatStandsInForFaultyRulesAdmitsNobody() {
    Policy allowed = policy("Allow", "true");
    Policy both = new Authorization().combine(List.of(new Authorization().standIn(), allowed));
    assertThat(admits(both)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # expression           | message holds
          request.method ==      | policy.matchExpressions[1]: 1:
          reqest.method == 'GET' | undeclared reference to 'reqest'
          request.body == ''     | request.body is not known here
          """)
  void rulesThatAreNoneAreRefusedWithTheirPlace(String expression, String message) {
    assertThatThrownBy(() -> policy("Deny", "true", expression))
        .isInstanceOf(PolicyException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # settings                                                    | where
          {}                                                            | policy
          {"policy": {}}                                                | policy.matchExpressions
          {"policy": {"matchExpressions": []}}                          | policy.matchExpressions
          {"policy": {"matchExpressions": [""]}}                        | policy.matchExpressions[0]
          {"action": "Log", "policy": {"matchExpressions": ["true"]}}   | action
          """)
  void theSchemaRefusesWhatItsLimitsForbid(String settings, String where) {
    assertThat(Trial.read("AgentgatewayPolicy", "traffic.authorization", settings).faults())
        .first()
        .satisfies(fault -> assertThat(fault.path()).isEqualTo(where));
  }

  private static void attach(List<Policy> attached, String action, String rules) {
    if (rules == null) {
      return;
    }
    String[] expressions =
        List.of(rules.split(" ")).stream()
            .map(rule ->
                switch (rule) {
                  case "T" -> "true";
                  case "F" -> "false";
                  default -> "jwt.sub == 'alice'";
                })
            .toArray(String[]::new);
    attached.add(policy(action, expressions));
  }

  private static Policy policy(String action, String... expressions) {
    return Trial.policy(
        "AgentgatewayPolicy",
        "traffic.authorization",
        "{\"action\": \"%s\", \"policy\": {\"matchExpressions\": [\"%s\"]}}"
            .formatted(action, String.join("\", \"", expressions)));
  }

  private static boolean admits(Policy policy, String... headers) {
    return policy.onRequest(Trial.get("http://example.com/", headers)) instanceof Decision.Continue;
  }
}
