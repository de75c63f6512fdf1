package dev.agentgateway.llm.translate;

import static dev.agentgateway.llm.translate.Trials.json;
import static dev.agentgateway.llm.translate.Trials.sent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.llm.ChatSettings;
import dev.agentgateway.llm.Credential;
import dev.agentgateway.llm.ProviderSettings;
import dev.agentgateway.llm.RouteType;
import dev.agentgateway.llm.Upstream;
import dev.agentgateway.llm.providers.compatible.Compatible;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// What a model thought goes back to the services that take it, and to no others.
class ThinkingReplayTest {

  private static final String THOUGHTS =
      "{\"type\":\"thinking\",\"thinking\":\"hm\",\"signature\":\"s\"},"
          + "{\"type\":\"thinking\",\"thinking\":\"so\",\"signature\":\"\"},"
          + "{\"type\":\"redacted_thinking\",\"data\":\"d\"}";
  private static final String CALL =
      ",{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"f\",\"input\":{}}";
  private static final String SAID = ",{\"type\":\"text\",\"text\":\"a\"}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          # service  | turn  | reasoning_content | reasoning_details
          Deepseek   | CALL  | "hmso"            |
          Deepseek   | SAID  |                   |
          Openrouter | CALL  |                   | [{"type":"reasoning.text","text":"hm","signature":"s","format":"anthropic-claude-v1","index":0},{"type":"reasoning.encrypted","data":"d","format":"anthropic-claude-v1","index":1}]
          Openrouter | SAID  |                   | [{"type":"reasoning.text","text":"hm","signature":"s","format":"anthropic-claude-v1","index":0},{"type":"reasoning.encrypted","data":"d","format":"anthropic-claude-v1","index":1}]
          Groq       | CALL  |                   |
          """)
  void thinkingGoesBackToThoseThatTakeIt(
      String service, String turn, String content, String details) {
    String said = turn.equals("CALL") ? CALL : SAID;
    String next =
        turn.equals("CALL")
            ? "[{\"type\":\"tool_result\",\"tool_use_id\":\"t\",\"content\":\"r\"}]"
            : "\"next\"";
    String body =
        """
        {"model":"m","max_tokens":9,"messages":[{"role":"user","content":"q"},\
        {"role":"assistant","content":[%s%s]},{"role":"user","content":%s}]}\
        """
            .formatted(THOUGHTS, said, next);
    Upstream upstream =
        new Upstream(
            service,
            Objects.requireNonNull(Compatible.find(service)),
            new ProviderSettings(null, null),
            null,
            null,
            new Credential.None(),
            ChatSettings.NONE);

    JsonNode assistant =
        json(sent(RouteType.MESSAGES, body, upstream, ChatSettings.NONE).body()).at("/messages/1");

    assertField(assistant, "reasoning_content", content);
    assertField(assistant, "reasoning_details", details);
  }

  private static void assertField(JsonNode message, String field, String expected) {
    if (expected == null) {
      assertThat(message.has(field)).describedAs(field).isFalse();
    } else {
      assertThat(message.get(field)).describedAs(field).isEqualTo(json(expected));
    }
  }
}
