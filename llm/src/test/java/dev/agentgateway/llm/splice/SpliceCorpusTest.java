package dev.agentgateway.llm.splice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Every file of the corpus is either told to be malformed, or stays valid JSON under any change.
final class SpliceCorpusTest {

  private static final Path CORPUS = Path.of("src/test/corpus/splice");
  private static final JsonNode ITEM = JsonFields.MAPPER.readTree("{\"role\":\"system\"}");

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(CORPUS)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void aBodyIsMalformedOrCanBeChanged(Path file) throws IOException {
    check(Files.readAllBytes(file));
  }

  @ParameterizedTest
  @MethodSource("files")
  void aBodyThatIsCutIsMalformed(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    for (int length = 0; length < Math.min(bytes.length, 400); length++) {
      check(Arrays.copyOf(bytes, length));
    }
  }

  @Test
  void anyBytesAreTaken() throws IOException {
    Random random = new Random(11);
    List<Path> files = files();
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = Files.readAllBytes(files.get(round % files.size()));
      for (int i = 0; i < 1 + random.nextInt(3) && bytes.length > 0; i++) {
        bytes[random.nextInt(bytes.length)] =
            (byte) "{}[],:\"\\ 1ntu\0\u00c3\u00ff".charAt(random.nextInt(16));
      }
      check(bytes);
    }
  }

  @Test
  void anOrdinaryBodyGoesStraight() {
    byte[] body =
        """
         {"model": "m-é", "n": -1.5e+3, "ok": [true, false, null, "\\u00e9\\n"], "o": {"n": {}, "a": []}}
        """
            .getBytes(UTF_8);
    assertThat(new StraightScan(body).scan()).isNotNull();
  }

  /// What goes straight is found in the same places by the scanner that has words for everything.
  private static void compare(byte[] bytes) {
    JsonFields straight = new StraightScan(bytes).scan();
    if (straight != null) {
      assertThat(new Scanner(bytes).scan()).isInstanceOf(JsonScan.Scanned.class);
      JsonFields fields = ((JsonScan.Scanned) new Scanner(bytes).scan()).fields();
      assertThat(straight.entries()).isEqualTo(fields.entries());
      assertThat(straight.open()).isEqualTo(fields.open());
      assertThat(straight.close()).isEqualTo(fields.close());
    }
  }

  private static void check(byte[] bytes) {
    compare(bytes);
    switch (JsonFields.scan(bytes)) {
      case JsonScan.Malformed malformed -> {
        assertThat(malformed.words()).matches("[A-Za-z0-9 (),:-]+");
        assertThat(malformed.line()).isPositive();
        assertThat(malformed.column()).isPositive();
      }
      case JsonScan.Scanned(JsonFields fields) -> changed(fields);
    }
  }

  private static void changed(JsonFields fields) {
    JsonNode tree = fields.tree();
    assertThat(fields.names()).containsExactlyElementsOf(tree.propertyNames());
    for (String name : fields.names()) {
      assertThat(fields.value(name)).isEqualTo(tree.get(name));
      ObjectNode without = ((ObjectNode) tree.deepCopy()).without(name);
      assertThat(read(fields.splice().remove(name))).isEqualTo(without);
      ObjectNode with = ((ObjectNode) tree.deepCopy()).put(name, "new");
      assertThat(read(fields.splice().set(name, "new"))).isEqualTo(with);
      switch (fields.kind(name)) {
        case ARRAY -> {
          JsonNode longer =
              read(fields.splice().prepend(name, List.of(ITEM)).append(name, List.of(ITEM)));
          assertThat(longer.get(name)).hasSize(tree.get(name).size() + 2);
          assertThat(longer.get(name).get(0)).isEqualTo(ITEM);
        }
        case OBJECT ->
            assertThat(read(fields.splice().setIn(name, "new", ITEM)).get(name).get("new"))
                .isEqualTo(ITEM);
        case ABSENT, NULL, BOOLEAN, NUMBER, TEXT -> {
          // Nothing can be put into these.
        }
      }
    }
    ObjectNode all = (ObjectNode) tree.deepCopy();
    all.put("a new field", 7);
    JsonSplice splice = fields.splice().set("a new field", 7L);
    assertThat(read(splice)).isEqualTo(all);
    fields.names().forEach(splice::remove);
    assertThat(read(splice).propertyNames()).containsExactly("a new field");
    JsonSplice none = fields.splice();
    fields.names().forEach(none::remove);
    assertThat(read(none).isEmpty()).isTrue();
  }

  private static JsonNode read(JsonSplice splice) {
    byte[] bytes = splice.bytes();
    return switch (JsonFields.scan(bytes)) {
      case JsonScan.Scanned(JsonFields fields) -> fields.tree();
      case JsonScan.Malformed malformed ->
          throw new AssertionError(malformed.message() + " in " + new String(bytes, UTF_8));
    };
  }
}
