package dev.agentgateway.llm.splice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JsonFieldsTest {

  @Test
  void fieldsAreReadByName() {
    JsonFields fields =
        fields(
            """
            {"model": "a\\u00e9世", "stream": true, "n": 12, "t": 1.50, "big": 1e400, "x": null,
             "messages": [{"role": "user"}], "o": {"k": "v"}, "huge": 123456789012345678901}
            """);
    assertThat(fields.names())
        .containsExactly("model", "stream", "n", "t", "big", "x", "messages", "o", "huge");
    assertThat(fields.text("model")).isEqualTo("aé世");
    assertThat(fields.text("n")).isNull();
    assertThat(fields.isTrue("stream")).isTrue();
    assertThat(fields.isTrue("x")).isFalse();
    assertThat(fields.integer("n")).isEqualTo(12L);
    assertThat(fields.integer("t")).isNull();
    assertThat(fields.integer("huge")).isNull();
    assertThat(fields.number("t")).isEqualTo(1.5);
    assertThat(fields.number("big")).isNull();
    assertThat(fields.kind("x")).isEqualTo(JsonKind.NULL);
    assertThat(fields.kind("gone")).isEqualTo(JsonKind.ABSENT);
    assertThat(fields.value("gone")).isNull();
    assertThat(fields.value("messages").get(0).get("role").stringValue()).isEqualTo("user");
    assertThat(new String(fields.raw("o"), UTF_8)).isEqualTo("{\"k\": \"v\"}");
    assertThat(fields.tree().get("o").get("k").stringValue()).isEqualTo("v");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          # body             | line | column | words
          ``                 | 1    | 1      | the body is empty (expected: a JSON object)
          `  `               | 1    | 1      | the body is empty (expected: a JSON object)
          []                 | 1    | 1      | another kind of value (expected: a JSON object)
          "x"                | 1    | 1      | another kind of value (expected: a JSON object)
          null               | 1    | 1      | another kind of value (expected: a JSON object)
          {                  | 1    | 2      | the JSON ends early
          {"a"               | 1    | 5      | the JSON ends early
          {"a":[1            | 1    | 8      | the JSON ends early
          {"a":1} {}         | 1    | 9      | more after the end of the JSON object
          {"a":1}}           | 1    | 9      | not valid JSON
          {"a":1,}           | 1    | 9      | not valid JSON
          {a:1}              | 1    | 3      | not valid JSON
          {'a':1}            | 1    | 3      | not valid JSON
          {"a":01}           | 1    | 7      | not valid JSON
          {"a":NaN}          | 1    | 9      | not valid JSON
          {"a":/*x*/1}       | 1    | 7      | not valid JSON
          {"a":"\\x"}         | 1    | 9      | not valid JSON
          {"a":1,"a":2}      | 1    | 12     | a field appears twice in one object
          {"a":{"b":1,"b":2}}| 1    | 17     | a field appears twice in one object
          {"a":1,"\\u0061":2} | 1    | 17     | a field appears twice in one object
          """)
  void whatIsNoObjectIsToldWithItsPlace(String body, int line, int column, String words) {
    JsonScan.Malformed malformed = malformed(body.getBytes(UTF_8));
    assertThat(malformed.words()).isEqualTo(words);
    assertThat(malformed.line()).isEqualTo(line);
    assertThat(malformed.column()).isBetween(column - 1, column + 1);
  }

  @Test
  void aPlaceIsCountedInLinesAndBytes() {
    assertThat(malformed("{\n  \"é\": 1,\n  \"b\" 2}".getBytes(UTF_8)).message())
        .isEqualTo("line 3, column 7: not valid JSON");
  }

  @Test
  void theWordsNeverRepeatTheBody() {
    assertThat(malformed("{\"a\": geheim}".getBytes(UTF_8)).message()).doesNotContain("geheim");
    assertThat(malformed("{\"geheim\":1,\"geheim\":1}".getBytes(UTF_8)).message())
        .doesNotContain("geheim");
  }

  @Test
  void limitsAreNamed() {
    String deep =
        "{\"a\":" + "[".repeat(JsonFields.DEPTH_MAX) + "]".repeat(JsonFields.DEPTH_MAX) + "}";
    assertThat(malformed(deep.getBytes(UTF_8)).words())
        .isEqualTo("nested deeper than the limit of 500");
    String number = "{\"a\":" + "1".repeat(JsonFields.NUMBER_LENGTH_MAX + 1) + "}";
    assertThat(malformed(number.getBytes(UTF_8)).words())
        .isEqualTo("a number or a name longer than the limit");
    String text = "{\"a\":\"" + "x".repeat(30_000_000) + "\"}";
    assertThat(JsonFields.scan(text.getBytes(UTF_8))).isInstanceOf(JsonScan.Scanned.class);
  }

  @Test
  void otherEncodingsAreRefused() {
    for (var charset :
        new Charset[] {
          StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, StandardCharsets.UTF_32BE
        }) {
      assertThat(malformed("{\"a\":1}".getBytes(charset)).words()).contains("UTF-8");
    }
    assertThat(malformed("\uFEFF{}".getBytes(UTF_8)).words()).contains("byte order mark");
    for (int[] bad : new int[][] {{0xc3}, {0xc0, 0xae}, {0xed, 0xa0, 0x80}, {0xff}, {0xf8, 0x80}}) {
      byte[] body = new byte[bad.length + 4];
      body[0] = '{';
      body[1] = '"';
      for (int i = 0; i < bad.length; i++) {
        body[i + 2] = (byte) bad[i];
      }
      body[bad.length + 2] = '"';
      body[bad.length + 3] = '}';
      assertThat(malformed(body).message())
          .isEqualTo(
              "line 1, column 3: a byte that is no UTF-8 (expected: a JSON object in UTF-8)");
    }
  }

  private static JsonFields fields(String json) {
    return ((JsonScan.Scanned) JsonFields.scan(json.getBytes(UTF_8))).fields();
  }

  private static JsonScan.Malformed malformed(byte[] bytes) {
    return (JsonScan.Malformed) JsonFields.scan(bytes);
  }
}
