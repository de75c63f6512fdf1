package dev.agentgateway.llm.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

final class TokenEstimateTest {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  @ParameterizedTest
  @CsvSource({"'', 0", "Hello, 1", "Hello world, 2", "<|endoftext|>, 7"})
  void aTextIsCounted(String text, long tokens) {
    assertThat(TokenEstimate.text(text)).isEqualTo(tokens);
  }

  @Test
  void anImageCountsByThePieceNotByItsBytes() {
    String image =
        """
        {"messages":[{"role":"user","content":[{"type":"image","source":{"type":"base64",
        "media_type":"image/png","data":"%s"}}]}]}
        """
            .formatted("A".repeat(1_000_000));
    assertThat(TokenEstimate.prompt(MAPPER.readTree(image))).isBetween(1_600L, 1_650L);
  }

  @Test
  void toolsAndSystemCount() {
    long bare = prompt("{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");
    long more =
        prompt(
            """
            {"system":"Be brief.","tools":[{"name":"f","input_schema":{"type":"object"}}],
             "messages":[{"role":"user","content":"Hi"}],"metadata":{"user_id":"not counted"}}
            """);
    assertThat(bare).isBetween(5L, 12L);
    assertThat(more).isGreaterThan(bare + 10);
    assertThat(prompt("{}")).isEqualTo(1);
  }

  @Test
  void longInputIsBounded() {
    String text = "The quick brown fox. ".repeat(500_000);
    Assertions.assertTimeout(
        Duration.ofSeconds(20),
        () -> assertThat(TokenEstimate.text(text)).isBetween(2_400_000L, 2_700_000L));
    Assertions.assertTimeout(
        Duration.ofSeconds(20), () -> TokenEstimate.text("a".repeat(5_000_000)));
  }

  private static long prompt(String json) {
    return TokenEstimate.prompt(MAPPER.readTree(json));
  }
}
