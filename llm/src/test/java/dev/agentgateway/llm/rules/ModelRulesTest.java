package dev.agentgateway.llm.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ModelRulesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # provider | model                                       | row
          anthropic  | claude-opus-5-5                             | claude-opus-5-5
          anthropic  | claude-opus-5                               | claude-opus-5
          anthropic  | claude-opus-4-5-20251101                    | claude-opus-4-5
          anthropic  | claude-opus-4-5                             | claude-opus-4-5
          anthropic  | claude-haiku-4-5-20251001                   | claude-haiku-4-5
          anthropic  | claude-sonnet-4-20250514                    | claude-sonnet-4
          anthropic  | claude-opus-4-5@20251101                    | claude-opus-4-5
          anthropic  | claude-3-5-sonnet-latest                    | claude-3-5-sonnet
          bedrock    | us.anthropic.claude-opus-4-6-v1             | claude-opus-4-6
          bedrock    | anthropic.claude-sonnet-4-5-20250929-v1:0   | claude-sonnet-4-5
          openai     | anthropic/claude-sonnet-5                   | claude-sonnet-5
          anthropic  | claude-opus-5-9                             | claude-fable-5-2
          anthropic  | claude-opus-50                              | claude-fable-5-2
          anthropic  | claude-quartz-7                             | claude-fable-5-2
          anthropic  | some-new-thing                              | claude-fable-5-2
          openai     | gpt-4o                                      | gpt-4o
          openai     | gpt-4o-2024-08-06                           | gpt-4o
          openai     | gpt-4o-mini                                 | gpt-4o-mini
          openai     | GPT-5                                       | gpt-5
          openai     | gpt-5.6-luna                                | gpt-5.6-luna
          openai     | gpt-7-nova                                  | gpt-5.6
          openai     | o3-2025-04-16                               | o3
          openai     | gpt-oss:20b                                 | gpt-oss
          openai     | llama3.2                                    | compatible
          openai     | mistral-large-latest                        | compatible
          ollama     | qwen3:8b                                    | compatible
          anthropic  | fake-echo                                   | fake-any
          openai     | fake-think                                  | fake-any
          """)
  void aModelHasTheRowOfItsName(String provider, String model, String row) {
    assertThat(ModelRules.of(provider, model).id()).isEqualTo(row);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # model           | asked   | nearest
          claude-opus-5-5   | xhigh   | xhigh
          claude-opus-4-6   | xhigh   | high
          claude-opus-4-6   | max     | max
          claude-opus-4-5   | max     | high
          claude-opus-5     | minimal | low
          claude-opus-5     | none    | low
          gpt-5             | none    | minimal
          gpt-5             | max     | high
          gpt-5.6           | minimal | none
          gpt-5.1           | max     | high
          """)
  void aMissingLevelIsTheNextLower(String model, String asked, String nearest) {
    Effort effort = Effort.of(asked);
    assertThat(ModelRules.of("any", model).efforts().nearest(effort)).isEqualTo(Effort.of(nearest));
  }

  @Test
  void modelsWithoutEffortHaveNoNearest() {
    assertThat(ModelRules.of("anthropic", "claude-haiku-4-5").efforts().nearest(Effort.LOW))
        .isNull();
    assertThat(Effort.of("enormous")).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # model            | sampling              | forced             | prefill | functions             | out    | context
          claude-fable-5-2   | REFUSED               | REFUSED            | false   | OK                    | 128000 | 1000000
          claude-haiku-5-5   | REFUSED               | OK                 | false   | OK                    | 128000 | 1000000
          claude-opus-4-6    | NOT_WHILE_THINKING    | NOT_WHILE_THINKING | false   | OK                    | 128000 | 1000000
          claude-haiku-4-5   | NOT_WHILE_THINKING    | NOT_WHILE_THINKING | true    | OK                    | 64000  | 200000
          gpt-6-astra        | REFUSED               | OK                 | true    | REFUSED               | 128000 | 1050000
          gpt-5.6            | ONLY_WITH_EFFORT_NONE | OK                 | true    | ONLY_WITH_EFFORT_NONE | 128000 | 400000
          gpt-5              | REFUSED               | OK                 | true    | OK                    | 128000 | 400000
          gpt-4o             | OK                    | OK                 | true    | OK                    | 16384  | 128000
          """)
  void whatAModelTakesStandsInItsRow(
      String model,
      Allowance sampling,
      Allowance forced,
      boolean prefill,
      Allowance functions,
      long out,
      long context) {
    ModelRules rules = ModelRules.of("any", model);
    assertThat(rules.sampling()).isEqualTo(sampling);
    assertThat(rules.tools().forced()).isEqualTo(forced);
    assertThat(rules.tools().functions()).isEqualTo(functions);
    assertThat(rules.takesPrefill()).isEqualTo(prefill);
    assertThat(rules.outputMax()).isEqualTo(out);
    assertThat(rules.contextMax()).isEqualTo(context);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # model           | adaptive | enabled | disabled | between | omitted
          claude-opus-5-5   | true     | false   | false    | false   | ALWAYS_ON
          claude-sonnet-5-5 | true     | false   | false    | true    | ON
          claude-opus-5     | true     | false   | true     | false   | ON
          claude-opus-4-8   | true     | false   | true     | false   | OFF
          claude-opus-4-6   | true     | true    | true     | false   | OFF
          claude-haiku-4-5  | false    | true    | true     | false   | OFF
          gpt-5             | false    | false   | false    | false   | ON
          """)
  void thinkingGoesByTheModel(
      String model,
      boolean adaptive,
      boolean enabled,
      boolean disabled,
      boolean between,
      ModelRules.WhenOmitted omitted) {
    ModelRules.Thinking thinking = ModelRules.of("any", model).thinking();
    assertThat(thinking.takes(ThinkingMode.ADAPTIVE)).isEqualTo(adaptive);
    assertThat(thinking.takes(ThinkingMode.ENABLED)).isEqualTo(enabled);
    assertThat(thinking.takes(ThinkingMode.DISABLED)).isEqualTo(disabled);
    assertThat(thinking.takes(ThinkingMode.BETWEEN_TOOLS)).isEqualTo(between);
    assertThat(thinking.whenOmitted()).isEqualTo(omitted);
  }

  @Test
  void everyRowFindsItself() {
    for (ModelRules row : RuleTable.LOADED.rows()) {
      assertThat(ModelRules.of("any", row.id())).isEqualTo(row);
      assertThat(row.efforts().levels()).isSorted();
    }
  }
}
