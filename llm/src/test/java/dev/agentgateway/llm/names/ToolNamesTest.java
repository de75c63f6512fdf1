package dev.agentgateway.llm.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ToolNamesTest {

  @ParameterizedTest
  @ValueSource(strings = {"a", "get_weather", "A-1_b"})
  void aLegalNameStays(String name) {
    ToolNames names = ToolNames.openAi();
    assertThat(names.toTarget(name)).isEqualTo(name);
    assertThat(names.isRenaming()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "'', _e3b0c44298fc",
    "mcp.server/get, mcp_server_get_6e3cc2d1ad94",
    "größe, gr__e_d353a2671b67",
    "a b, a_b_c8687a08aa5d"
  })
  void anIllegalNameBecomesPrefixAndHash(String name, String expected) {
    ToolNames names = ToolNames.openAi();
    String legal = names.toTarget(name);
    assertThat(legal).isEqualTo(expected);
    assertThat(ToolNames.openAi().toTarget(name)).isEqualTo(legal);
    assertThat(names.toClient(legal)).isEqualTo(name);
    assertThat(names.isRenaming()).isTrue();
  }

  @Test
  void longNamesThatBeginAlikeStayApart() {
    ToolNames names = ToolNames.openAi();
    String one = "x".repeat(70) + "1";
    String two = "x".repeat(70) + "2";
    assertThat(names.toTarget(one)).hasSize(64).isNotEqualTo(names.toTarget(two));
    assertThat(names.toClient(names.toTarget(one))).isEqualTo(one);
    assertThat(ToolNames.anthropic().toTarget(one)).isEqualTo(one);
    assertThat(ToolNames.anthropic().toTarget("x".repeat(129))).hasSize(128);
  }

  @Test
  void aNameThatWasNeverSentStays() {
    assertThat(ToolNames.openAi().toClient("unknown_000000000000"))
        .isEqualTo("unknown_000000000000");
  }

  @Test
  void aLimitTooSmallForTheHashIsRefused() {
    assertThat(ToolNames.upTo(14).toTarget("some.name")).hasSize(14);
    assertThatThrownBy(() -> ToolNames.upTo(13)).isInstanceOf(IllegalArgumentException.class);
  }
}
