package dev.agentgateway.llm.splice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

final class JsonSpliceTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          # change         | before                                | after
          set a 2          | {"a":1}                               | {"a":2}
          set a 2          | { "a" : 1.50e+1 , "b":1.0 }           | { "a" : 2 , "b":1.0 }
          set a 2          | {}                                    | {"a":2}
          set a 2          | { }                                   | {"a":2 }
          set a 2          | {"b":1}                               | {"b":1,"a":2}
          set a 2          | {~  "b": 1~}                          | {~  "b": 1,~  "a":2~}
          set a 2          | {"b":{"a":1},"c":["a"]}               | {"b":{"a":1},"c":["a"],"a":2}
          set a "é"        | {"a":"\\u00e9","b":"\\u00e9"}           | {"a":"é","b":"\\u00e9"}
          set a 2          | {"\\u0061":1}                          | {"\\u0061":2}
          remove a         | {"a":1}                               | {}
          remove a         | { "a":1 }                             | { }
          remove a         | {"a":1,"b":2}                         | {"b":2}
          remove b         | {"a":1,"b":2}                         | {"a":1}
          remove b         | {"a":1 , "b":2 , "c":3 }              | {"a":1 , "c":3 }
          remove b         | {"a":1}                               | {"a":1}
          remove a+b       | { "a":1, "b":2, "c":3 }               | { "c":3 }
          remove b+c       | { "a":1, "b":2, "c":3 }               | { "a":1 }
          remove a+c       | { "a":1, "b":2, "c":3 }               | { "b":2 }
          remove a+b+c     | { "a":1, "b":2, "c":3 }               | { }
          prepend a 0      | {"a":[]}                              | {"a":[0]}
          prepend a 0      | {"a":[ ]}                             | {"a":[ 0]}
          prepend a 0      | {"a":[ 1, 2 ]}                        | {"a":[ 0,1, 2 ]}
          prepend a 0      | {"a":null}                            | {"a":[0]}
          prepend a 0      | {"b":1}                               | {"b":1,"a":[0]}
          append a 0       | {"a":[]}                              | {"a":[0]}
          append a 0       | {"a":[ ]}                             | {"a":[0 ]}
          append a 0       | {"a":[ 1, [2] ]}                      | {"a":[ 1, [2],0 ]}
          append a 0       | {"a":[1]}                             | {"a":[1,0]}
          setIn a.b true   | {"a":{"c":1.0}}                       | {"a":{"c":1.0,"b":true}}
          setIn a.b true   | {"a":{"b":false, "c":1}}              | {"a":{"b":true, "c":1}}
          setIn a.b true   | {"a":null}                            | {"a":{"b":true}}
          setIn a.b true   | {"x":1}                               | {"x":1,"a":{"b":true}}
          """)
  void everyOtherByteStays(String change, String before, String after) {
    JsonSplice splice = fields(before.replace('~', '\n')).splice();
    String[] words = change.split(" ", 3);
    switch (words[0]) {
      case "set" -> splice.set(words[1], json(words[2]));
      case "prepend" -> splice.prepend(words[1], List.of(json(words[2])));
      case "append" -> splice.append(words[1], List.of(json(words[2])));
      case "setIn" -> splice.setIn("a", "b", json(words[2]));
      default -> List.of(words[1].split("\\+", -1)).forEach(splice::remove);
    }
    assertThat(new String(splice.bytes(), UTF_8)).isEqualTo(after.replace('~', '\n'));
  }

  @Test
  void changesOfOneFieldBuildOnEachOther() {
    byte[] bytes =
        fields("{\"m\":[1]}")
            .splice()
            .prepend("m", List.of(json("0")))
            .append("m", List.of(json("2"), json("3")))
            .setIn("o", "x", json("1"))
            .setIn("o", "y", json("2"))
            .removeIn("o", "x")
            .bytes();
    assertThat(new String(bytes, UTF_8)).isEqualTo("{\"m\":[0,1,2,3],\"o\":{\"y\":2}}");
  }

  @Test
  void withoutChangesTheBytesAreTheSame() {
    byte[] bytes = " {\"a\" : 1 } \n".getBytes(UTF_8);
    assertThat(((JsonScan.Scanned) JsonFields.scan(bytes)).fields().splice().bytes())
        .isSameAs(bytes);
  }

  @Test
  void aFieldOfAnotherKindIsNoArrayAndNoObject() {
    JsonSplice splice = fields("{\"a\":\"text\"}").splice();
    assertThatThrownBy(() -> splice.prepend("a", List.of(json("1"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a: no array (expected: an array)");
    assertThatThrownBy(() -> splice.append("a", List.of(json("1"))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> splice.setIn("a", "b", json("1")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a: no object (expected: an object)");
    assertThat(splice.isUnchanged()).isTrue();
  }

  private static JsonFields fields(String json) {
    return ((JsonScan.Scanned) JsonFields.scan(json.getBytes(UTF_8))).fields();
  }

  private static JsonNode json(String json) {
    return JsonFields.MAPPER.readTree(json);
  }
}
