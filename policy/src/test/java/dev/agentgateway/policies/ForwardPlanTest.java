package dev.agentgateway.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentgateway.http.Timeouts;
import dev.agentgateway.llm.ChatSettings;
import dev.agentgateway.llm.ChatSettings.PromptMessage;
import dev.agentgateway.llm.RouteType;
import dev.agentgateway.policies.defaults.Defaults;
import dev.agentgateway.policy.ForwardPlan;
import dev.agentgateway.policy.Policy;
import dev.agentgateway.policy.PolicyException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// What policies change in how requests are forwarded.
final class ForwardPlanTest {

  private static final String DEFAULT = "PT0S PT0S PT5M";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # kind             | field            | settings                                     | all, each try, silence
          HTTPRoute          | rules.timeouts   | {}                                           | PT0S PT0S PT5M
          HTTPRoute          | rules.timeouts   | {'request': '10s'}                           | PT10S PT0S PT5M
          HTTPRoute          | rules.timeouts   | {'request': '1m30s', 'backendRequest': '1m'} | PT1M30S PT1M PT5M
          HTTPRoute          | rules.timeouts   | {'request': '1s', 'backendRequest': '1000ms'} | PT1S PT1S PT5M
          HTTPRoute          | rules.timeouts   | {'request': '0s', 'backendRequest': '1m'}    | PT0S PT1M PT5M
          AgentgatewayPolicy | traffic.timeouts | {'request': '250ms'}                         | PT0.25S PT0S PT5M
          TrafficPolicy      | timeouts         | {'request': '1h', 'streamIdle': '30s'}       | PT1H PT0S PT30S
          """)
  void timeoutsAreThePlans(String kind, String field, String settings, String waits) {
    ForwardPlan plan = Trial.policy(kind, field, settings).plan(ForwardPlan.DEFAULT);
    Timeouts timeouts = plan.timeouts();
    assertThat(plan.request() + " " + timeouts.total() + " " + timeouts.idle()).isEqualTo(waits);
    assertThat(timeouts.connect()).isEqualTo(Timeouts.DEFAULT.connect());
    assertThat(DEFAULT).isEqualTo("PT0S PT0S " + Timeouts.DEFAULT.idle());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          # kind             | field            | settings                                    | where
          HTTPRoute          | rules.timeouts   | {'request': '1s', 'backendRequest': '2s'}   | ``
          HTTPRoute          | rules.timeouts   | {'request': '10'}                           | request
          HTTPRoute          | rules.timeouts   | {'request': '1.5s'}                         | request
          HTTPRoute          | rules.timeouts   | {'request': '-1s'}                          | request
          HTTPRoute          | rules.timeouts   | {'request': ''}                             | request
          HTTPRoute          | rules.timeouts   | {'idle': '1s'}                              | idle
          AgentgatewayPolicy | traffic.timeouts | {}                                          | ``
          """)
  void theSchemaRefusesOtherTimeouts(String kind, String field, String settings, String where) {
    assertThat(Trial.read(kind, field, settings).faults())
        .first()
        .satisfies(fault -> assertThat(fault.path()).isEqualTo(where));
  }

  @Test
  void policiesCannotTakeTimeoutsAway() {
    assertThatThrownBy(
            () -> Trial.policy("AgentgatewayPolicy", "traffic.timeouts", "{'request': '0s'}"))
        .isInstanceOf(PolicyException.class)
        .hasMessage("request: 0s (expected: 1ms or more)");
  }

  @Test
  void backendsAreWaitedForAsTheirPoliciesSay() {
    ForwardPlan plan =
        Trial.policy("AgentgatewayBackend", "policies.tcp", "{'connectTimeout': '100ms'}")
            .plan(
                Trial.policy("AgentgatewayPolicy", "backend.http", "{'requestTimeout': '2m'}")
                    .plan(ForwardPlan.DEFAULT));
    assertThat(plan.timeouts().connect()).isEqualTo(Duration.ofMillis(100));
    assertThat(plan.timeouts().total()).isEqualTo(Duration.ofMinutes(2));
    assertThat(plan.request()).isEqualTo(Timeouts.NEVER);
  }

  @ParameterizedTest
  @CsvSource({
    "backend.tcp,connectTimeout,99ms,connectTimeout: 99ms (expected: 100ms or more)",
    "backend.http,requestTimeout,0s,requestTimeout: 0ms (expected: 1ms or more)"
  })
  void waitsThatAreTooShortAreRefused(String field, String name, String wait, String message) {
    assertThatThrownBy(
            () -> Trial.policy("AgentgatewayPolicy", field, "{'%s': '%s'}".formatted(name, wait)))
        .isInstanceOf(PolicyException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # kind             | field               | settings         | whose name
          AgentgatewayPolicy | traffic.hostRewrite | {'mode': 'Auto'} | BACKEND
          AgentgatewayPolicy | traffic.hostRewrite | {'mode': 'None'} | KEEP
          TrafficPolicy      | autoHostRewrite     | true             | BACKEND
          TrafficPolicy      | autoHostRewrite     | false            | KEEP
          """)
  void backendsSeeTheNameThatIsAskedFor(
      String kind, String field, String settings, ForwardPlan.HostRewrite whose) {
    assertThat(Trial.policy(kind, field, settings).plan(ForwardPlan.DEFAULT).host())
        .isEqualTo(whose);
  }

  @ParameterizedTest
  @CsvSource({
    "AgentgatewayPolicy,backend.ai.prompt",
    "AgentgatewayBackend,policies.ai.prompt",
    "TrafficPolicy,ai.promptEnrichment"
  })
  void promptsStandAroundTheClients(String kind, String field) {
    ChatSettings chat =
        chat(
            Trial.policy(
                kind,
                field,
                "{'prepend': [{'role': 'SYSTEM', 'content': 'csv'}],"
                    + " 'append': [{'role': 'User', 'content': 'short'}]}"));
    assertThat(chat.prepend()).containsExactly(new PromptMessage("system", "csv"));
    assertThat(chat.append()).containsExactly(new PromptMessage("user", "short"));
  }

  @ParameterizedTest
  @CsvSource({"tool", "''", "system user", "function"})
  void otherRolesAreRefused(String role) {
    assertThatThrownBy(() ->
            Trial.policy(
                "AgentgatewayPolicy",
                "backend.ai.prompt",
                "{'append': [{'role': '%s', 'content': 'secret'}]}".formatted(role)))
        .isInstanceOf(PolicyException.class)
        .hasMessage("append[0].role: %s (expected: system, user or assistant)".formatted(role));
  }

  @Test
  void defaultsAndOverridesAreJson() {
    ChatSettings chat =
        chat(
            new Defaults()
                .combine(
                    List.of(
                        Trial.policy(
                            "AgentgatewayPolicy",
                            "backend.ai.defaults",
                            "[{'field': 'temperature', 'value': 0.5},"
                                + " {'field': 'stop', 'value': ['a', 'b']}]"),
                        Trial.policy(
                            "AgentgatewayPolicy",
                            "backend.ai.overrides",
                            "[{'field': 'max_tokens', 'value': 12345678901}]"))));
    assertThat(texts(chat.defaults())).isEqualTo("{temperature=0.5, stop=[\"a\",\"b\"]}");
    assertThat(texts(chat.overrides())).isEqualTo("{max_tokens=12345678901}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # value in the text | as JSON
          0.5                 | 0.5
          true                | true
          \\"low\\"           | "low"
          {\\"a\\": [1]}      | {"a":[1]}
          null                | null
          """)
  void theOlderGenerationHoldsJsonInTexts(String value, String json) {
    Policy policy =
        Trial.policy(
            "TrafficPolicy",
            "ai.defaults",
            "[{\"field\": \"x\", \"value\": \"%s\"},".formatted(value)
                + "{\"field\": \"y\", \"value\": \"1\", \"override\": true}]");
    assertThat(texts(chat(policy).defaults())).isEqualTo("{x=" + json + "}");
    assertThat(texts(chat(policy).overrides())).isEqualTo("{y=1}");
  }

  @ParameterizedTest
  @CsvSource({"low", "''", "1 2", "{", "'[1,'"})
  void textsWithoutJsonAreRefused(String value) {
    assertThatThrownBy(() ->
            Trial.policy(
                "TrafficPolicy", "ai.defaults", "[{'field': 'x', 'value': '%s'}]".formatted(value)))
        .isInstanceOf(PolicyException.class)
        .hasMessageStartingWith("[0].value: no JSON");
  }

  @Test
  void aFieldIsSetOnce() {
    assertThatThrownBy(() ->
            Trial.policy(
                "AgentgatewayBackend",
                "policies.ai.overrides",
                "[{'field': 'x', 'value': 1}, {'field': 'x', 'value': 2}]"))
        .isInstanceOf(PolicyException.class)
        .hasMessage("[1].field: x (expected: each field once)");
  }

  @Test
  void aliasesKeepTheirOrder() {
    ChatSettings chat =
        chat(
            Trial.policy(
                "AgentgatewayBackend", "policies.ai.modelAliases", "{'fast': 'b', 'gpt-*': 'a'}"));
    assertThat(chat.modelAliases()).isEqualTo(Map.of("fast", "b", "gpt-*", "a"));
  }

  @ParameterizedTest
  @CsvSource({"a*b*,m", "**,m", "a,''"})
  void aliasesThatMeanNothingAreRefused(String alias, String model) {
    assertThatThrownBy(() ->
            Trial.policy(
                "AgentgatewayBackend",
                "policies.ai.modelAliases",
                "{'%s': '%s'}".formatted(alias, model)))
        .isInstanceOf(PolicyException.class)
        .hasMessageStartingWith("\"" + alias + "\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # written            | type                  | warnings
          Completions          | COMPLETIONS           | 0
          completions          | COMPLETIONS           | 0
          Messages             | MESSAGES              | 0
          Models               | MODELS                | 0
          passthrough          | PASSTHROUGH           | 0
          AnthropicTokenCount  | ANTHROPIC_TOKEN_COUNT | 0
          """)
  void pathsMeanCalls(String written, RouteType type, int warnings) {
    Policy policy =
        Trial.policy(
            "AgentgatewayBackend", "policies.ai.routes", "{'/x': '%s'}".formatted(written));
    assertThat(chat(policy).routes()).isEqualTo(Map.of("/x", type));
    assertThat(policy.doubts()).hasSize(warnings);
  }

  @Test
  void whatCannotBeTranslatedIsPassedThroughWithAWarning() {
    Policy policy =
        Trial.policy("AgentgatewayBackend", "policies.ai.routes", "{'/v1/rerank': 'Rerank'}");
    assertThat(chat(policy).routes()).isEqualTo(Map.of("/v1/rerank", RouteType.PASSTHROUGH));
    assertThat(policy.doubts())
        .containsExactly(
            new Policy.Doubt("/v1/rerank", "Rerank is passed through as it is, not translated"));
  }

  @ParameterizedTest
  @CsvSource({"Chat", "''", "CHAT_STREAMING"})
  void otherCallsAreRefused(String written) {
    assertThatThrownBy(() ->
            Trial.policy(
                "AgentgatewayBackend", "policies.ai.routes", "{'/x': '%s'}".formatted(written)))
        .isInstanceOf(PolicyException.class)
        .hasMessageStartingWith("/x: " + written + " (expected: Completions, Messages,");
  }

  @Test
  void aMoreSpecificFieldReplacesThatFieldAndNoOther() {
    ForwardPlan gateway =
        Trial.policy(
                "AgentgatewayPolicy",
                "backend.ai.prompt",
                "{'prepend': [{'role': 'system', 'content': 'a'}],"
                    + " 'append': [{'role': 'user', 'content': 'b'}]}")
            .plan(
                Trial.policy("AgentgatewayPolicy", "backend.ai.modelAliases", "{'a': 'b'}")
                    .plan(ForwardPlan.DEFAULT));
    ForwardPlan backend =
        Trial.policy(
                "AgentgatewayBackend",
                "policies.ai.prompt",
                "{'prepend': [{'role': 'system', 'content': 'c'}]}")
            .plan(gateway);
    assertThat(backend.chat().prepend()).containsExactly(new PromptMessage("system", "c"));
    assertThat(backend.chat().append()).isEmpty();
    assertThat(backend.chat().modelAliases()).isEqualTo(Map.of("a", "b"));
    assertThat(backend.request()).isEqualTo(Duration.ZERO);
  }

  private static ChatSettings chat(Policy policy) {
    return policy.plan(ForwardPlan.DEFAULT).chat();
  }

  private static String texts(Map<String, JsonNode> values) {
    return values.toString();
  }
}
