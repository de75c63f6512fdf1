package dev.agentgateway.proxy.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.llm.RouteType;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RouteTypesTest {

  private static final Map<String, RouteType> ROUTES =
      Map.of(
          "/v1/chat/completions", RouteType.COMPLETIONS,
          "/v1/messages", RouteType.MESSAGES,
          "/v1/messages/count_tokens", RouteType.ANTHROPIC_TOKEN_COUNT,
          "*", RouteType.PASSTHROUGH);

  @ParameterizedTest
  @CsvSource({
    "/openai/v1/chat/completions, COMPLETIONS",
    "/v1/messages, MESSAGES",
    "/x/v1/messages/count_tokens, ANTHROPIC_TOKEN_COUNT",
    "/v1/embeddings, PASSTHROUGH",
    "/v1/messages/, PASSTHROUGH"
  })
  void theLongestSuffixDecides(String path, RouteType type) {
    assertThat(RouteTypes.of(ROUTES, path)).isEqualTo(type);
  }

  @ParameterizedTest
  @CsvSource({"/anthropic", "/anthropic/v1/messages", "/"})
  void withoutRoutesEveryPathIsChatCompletions(String path) {
    assertThat(RouteTypes.of(Map.of(), path)).isEqualTo(RouteType.COMPLETIONS);
  }
}
