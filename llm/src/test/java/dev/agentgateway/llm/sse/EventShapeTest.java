package dev.agentgateway.llm.sse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EventShapeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          # one                      | other                      | holes
          {"t":"a"}                  | {"t":"bc"}                 | 1
          {"t":"abcx"}               | {"t":"ax"}                 | 1
          {"t":""}                   | {"t":"x"}                  | 1
          {"t":"a"}                  | {"t":"a"}                  | 0
          {"t":"a","u":"1"}          | {"t":"b","u":"2"}          | 2
          {"t":"a","u":"1","n":1}    | {"t":"b","u":"1","n":1}    | 1
          {"t":"a"}                  | {"u":"a"}                  | -1
          {"t":"a"}                  | {"t" :"b"}                 | -1
          {"t":"a","n":1}            | {"t":"b","n":2}            | -1
          {"t":"a"}                  | {"t":null}                 | -1
          {"t":"a"}                  | {"t":"b","x":1}            | -1
          {"t":"a"}                  | {"t":"b\\n"}               | -1
          {"t":"\\u0061"}            | {"t":"b"}                  | -1
          """)
  void twoEventsHaveAShapeWhenTextsAloneDiffer(String one, String other, int holes) {
    EventShape shape = EventShape.of(event(one), event(other));
    assertThat(shape == null ? -1 : shape.holes()).isEqualTo(holes);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          # event                    | holes
          {"t":"a","u":"1"}          | a,1
          {"t":"","u":""}            | ,
          {"t":"é世𝄞 and more","u":"1"} | é世𝄞 and more,1
          {"t":"a\\"b","u":"1"}      |
          {"t":"a","u":"1" }         |
          {"t":"a","u":1}            |
          {"t":"a","u":"1","v":"2"}  |
          {"t":"a"}                  |
          """)
  void anEventHasItOrNot(String event, String holes) {
    EventShape shape =
        Objects.requireNonNull(
            EventShape.of(event("{\"t\":\"x\",\"u\":\"y\"}"), event("{\"t\":\"z\",\"u\":\"\"}")));
    byte[] bytes = event(event);
    assertThat(shape.end(bytes, 0, bytes.length)).isEqualTo(holes == null ? -1 : bytes.length);
    if (holes != null) {
      List<String> found = new ArrayList<>();
      for (int i = 0; i < shape.holes(); i++) {
        found.add(new String(bytes, shape.holeFrom(i), shape.holeTo(i) - shape.holeFrom(i), UTF_8));
      }
      assertThat(String.join(",", found)).isEqualTo(holes);
    }
  }

  @Test
  void whatIsNoUtf8OrIsCutHasNoShape() {
    EventShape shape =
        Objects.requireNonNull(EventShape.of(event("{\"t\":\"x\"}"), event("{\"t\":\"y\"}")));
    byte[] bytes = event("{\"t\":\"ab\"}");
    for (int cut = 0; cut < bytes.length; cut++) {
      assertThat(shape.end(bytes, 0, cut)).isEqualTo(-1);
    }
    for (int wrong : new int[] {0x00, 0x1f, 0x80, 0xc0, 0xff, '\n', '\\'}) {
      byte[] spoilt = bytes.clone();
      spoilt[new String(bytes, UTF_8).indexOf('a')] = (byte) wrong;
      assertThat(shape.end(spoilt, 0, spoilt.length)).isEqualTo(-1);
    }
  }

  private static byte[] event(String data) {
    return ("data: " + data + "\n\n").getBytes(UTF_8);
  }
}
