package dev.agentgateway.llm.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

final class JsonTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"", "plain", "a\"b\\c", "line\nend\r\t", "\b\f\u0000\u001f", "\u007f/é世🌍\u2028"})
  void whatIsWrittenIsReadBack(String text) {
    assertThat(readBack(text)).isEqualTo(text);
  }

  @Test
  void textsByChanceAreReadBack() {
    Random random = new Random(7);
    for (int i = 0; i < 2000; i++) {
      StringBuilder text = new StringBuilder();
      for (int k = random.nextInt(12); k > 0; k--) {
        text.appendCodePoint(random.nextBoolean() ? random.nextInt(128) : random.nextInt(0xd800));
      }
      assertThat(readBack(text.toString())).isEqualTo(text.toString());
    }
  }

  private static String readBack(String text) {
    String json = new String(JsonText.quoted(text), UTF_8);
    return JsonMapper.shared().readValue(json, String.class);
  }
}
