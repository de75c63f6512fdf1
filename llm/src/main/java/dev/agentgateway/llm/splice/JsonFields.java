package dev.agentgateway.llm.splice;

import dev.agentgateway.llm.bytes.ByteSearch;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The top-level fields of a JSON object, by where they stand in its bytes.
///
/// The whole body was checked once: strict JSON in UTF-8, no field twice in one object, nested no
/// deeper than the limit. Values are read only when asked for.
public final class JsonFields {

  /// Deepest nesting of arrays and objects.
  public static final int DEPTH_MAX = 500;

  /// Longest number, in characters.
  public static final int NUMBER_LENGTH_MAX = 1000;

  static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .recyclerPool(JsonRecyclerPools.threadLocalPool())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEPTH_MAX)
                          .maxNumberLength(NUMBER_LENGTH_MAX)
                          .maxStringLength(Integer.MAX_VALUE)
                          .build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private final byte[] bytes;
  private final int open;
  private final int close;
  private final SequencedMap<String, Field> fields;

  /// Where one field stands: its name from the opening quote, its value from first to last byte.
  record Field(int nameAt, int valueAt, int valueEnd, JsonKind kind) {}

  /// Takes the map over.
  JsonFields(byte[] bytes, int open, int close, SequencedMap<String, Field> fields) {
    this.bytes = bytes;
    this.open = open;
    this.close = close;
    this.fields = fields;
  }

  /// Checks the bytes and finds their top-level fields. The bytes are kept, not copied.
  public static JsonScan scan(byte[] bytes) {
    JsonFields straight = new StraightScan(bytes).scan();
    return straight == null ? new Scanner(bytes).scan() : new JsonScan.Scanned(straight);
  }

  /// The bytes themselves, not a copy: not to be changed.
  public byte[] bytes() {
    return bytes;
  }

  /// In the order of the bytes.
  public Set<String> names() {
    return Collections.unmodifiableSet(fields.keySet());
  }

  public boolean has(String name) {
    return fields.containsKey(name);
  }

  public JsonKind kind(String name) {
    Field field = fields.get(name);
    return field == null ? JsonKind.ABSENT : field.kind();
  }

  /// The value as a tree; null when the field is absent.
  public @Nullable JsonNode value(String name) {
    Field field = fields.get(name);
    return field == null ? null : tree(field);
  }

  /// The value of a text; null when the field is absent or something else.
  public @Nullable String text(String name) {
    Field field = fields.get(name);
    if (field == null || field.kind() != JsonKind.TEXT) {
      return null;
    }
    int from = field.valueAt() + 1;
    int to = field.valueEnd() - 1;
    return ByteSearch.plainEnd(bytes, from, to) == to
        ? new String(bytes, from, to - from, StandardCharsets.ISO_8859_1)
        : tree(field).stringValue();
  }

  /// Whether the field is there and `true`.
  public boolean isTrue(String name) {
    Field field = fields.get(name);
    return field != null && field.kind() == JsonKind.BOOLEAN && bytes[field.valueAt()] == 't';
  }

  /// The value of a number; null when the field is absent or something else, and for a number that
  /// no double holds.
  public @Nullable Double number(String name) {
    Field field = fields.get(name);
    if (field == null || field.kind() != JsonKind.NUMBER) {
      return null;
    }
    double value = Double.parseDouble(ascii(field));
    return Double.isFinite(value) ? value : null;
  }

  /// The value of a whole number that a long holds; null for anything else.
  public @Nullable Long integer(String name) {
    Field field = fields.get(name);
    if (field == null || field.kind() != JsonKind.NUMBER) {
      return null;
    }
    try {
      return Long.valueOf(ascii(field));
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /// The value's bytes as they came; null when the field is absent.
  public byte @Nullable [] raw(String name) {
    Field field = fields.get(name);
    return field == null ? null : Arrays.copyOfRange(bytes, field.valueAt(), field.valueEnd());
  }

  /// The whole object as a tree.
  public JsonNode tree() {
    return MAPPER.readTree(bytes, open, close + 1 - open);
  }

  /// Begins a change. These fields stay as they are.
  public JsonSplice splice() {
    return new JsonSplice(this);
  }

  int open() {
    return open;
  }

  int close() {
    return close;
  }

  List<Map.Entry<String, Field>> entries() {
    return List.copyOf(fields.sequencedEntrySet());
  }

  private JsonNode tree(Field field) {
    try {
      return MAPPER.readTree(bytes, field.valueAt(), field.valueEnd() - field.valueAt());
    } catch (JacksonException e) {
      throw new IllegalStateException("a value that was scanned cannot be read", e);
    }
  }

  private String ascii(Field field) {
    return new String(
        bytes, field.valueAt(), field.valueEnd() - field.valueAt(), StandardCharsets.US_ASCII);
  }
}
