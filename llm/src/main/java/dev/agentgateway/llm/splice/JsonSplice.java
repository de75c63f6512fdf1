package dev.agentgateway.llm.splice;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Changes to the top-level fields of a JSON object. Every byte that no change names stays.
///
/// ```
/// {␣"model":␣"a",␣"n":␣1.0␣}   set model "b", remove n, set seed 7
/// {␣"model":␣"b",␣"seed":7␣}
/// ```
///
/// A field that is new goes to the end, with the white space that stands before the last one.
/// Changes of one field build on each other in the order of the calls.
public final class JsonSplice {

  private final JsonFields fields;

  /// Field → its new value, empty for one that is removed.
  private final Map<String, byte[]> changes = new LinkedHashMap<>();

  JsonSplice(JsonFields fields) {
    this.fields = fields;
  }

  /// Replaces the value in its place, or adds the field.
  public JsonSplice set(String name, JsonNode value) {
    return setRaw(name, JsonFields.MAPPER.writeValueAsBytes(value));
  }

  public JsonSplice set(String name, String text) {
    return setRaw(name, JsonFields.MAPPER.writeValueAsBytes(text));
  }

  public JsonSplice set(String name, boolean value) {
    return setRaw(name, String.valueOf(value).getBytes(UTF_8));
  }

  public JsonSplice set(String name, long value) {
    return setRaw(name, String.valueOf(value).getBytes(UTF_8));
  }

  /// As [#set], with a value that is one valid JSON value in UTF-8 already.
  public JsonSplice setRaw(String name, byte[] value) {
    if (value.length == 0) {
      throw new IllegalArgumentException("an empty value (expected: JSON)");
    }
    changes.put(name, value);
    return this;
  }

  public JsonSplice remove(String name) {
    changes.put(name, new byte[0]);
    return this;
  }

  /// Puts items before those of an array; an absent or null field becomes an array of them.
  ///
  /// @throws IllegalArgumentException when the field is something else
  public JsonSplice prepend(String name, List<? extends JsonNode> items) {
    byte[] array = array(name);
    return items.isEmpty() ? this : setRaw(name, ArrayBytes.prepend(array, items));
  }

  /// Puts items after those of an array; an absent or null field becomes an array of them.
  ///
  /// @throws IllegalArgumentException when the field is something else
  public JsonSplice append(String name, List<? extends JsonNode> items) {
    byte[] array = array(name);
    return items.isEmpty() ? this : setRaw(name, ArrayBytes.append(array, items));
  }

  /// Sets a field of an object that is a top-level field: `stream_options.include_usage`. An absent
  /// or null outer field becomes an object.
  ///
  /// @throws IllegalArgumentException when the outer field is something else
  public JsonSplice setIn(String outer, String inner, JsonNode value) {
    byte[] current = current(outer);
    byte[] object = current == null || isNull(current) ? "{}".getBytes(UTF_8) : current;
    return switch (JsonFields.scan(object)) {
      case JsonScan.Scanned(JsonFields nested) ->
          setRaw(outer, nested.splice().set(inner, value).bytes());
      case JsonScan.Malformed _ ->
          throw new IllegalArgumentException(outer + ": no object (expected: an object)");
    };
  }

  /// Removes a field of an object that is a top-level field; nothing happens where there is none.
  public JsonSplice removeIn(String outer, String inner) {
    byte[] current = current(outer);
    if (current != null
        && JsonFields.scan(current) instanceof JsonScan.Scanned(JsonFields nested)
        && nested.has(inner)) {
      setRaw(outer, nested.splice().remove(inner).bytes());
    }
    return this;
  }

  public boolean isUnchanged() {
    return changes.isEmpty();
  }

  /// The object with all changes. Without any, the very bytes that were scanned.
  public byte[] bytes() {
    if (changes.isEmpty()) {
      return fields.bytes();
    }
    byte[] from = fields.bytes();
    ByteArrayOutputStream out = new ByteArrayOutputStream(from.length + 256);
    out.write(from, 0, fields.open() + 1);
    int leadAt = fields.open() + 1;
    int lastLead = leadAt;
    int lastLeadEnd = leadAt;
    int trail = leadAt;
    boolean isFirst = true;
    for (Map.Entry<String, JsonFields.Field> entry : fields.entries()) {
      JsonFields.Field field = entry.getValue();
      byte[] change = changes.get(entry.getKey());
      int separator = separator(from, field.valueEnd());
      if (change == null || change.length > 0) {
        if (!isFirst) {
          // What stood between the last kept value and its comma.
          out.write(from, trail, separator(from, trail) - trail);
          out.write(',');
        }
        isFirst = false;
        out.write(from, leadAt, field.valueAt() - leadAt);
        if (change == null) {
          out.write(from, field.valueAt(), field.valueEnd() - field.valueAt());
        } else {
          out.writeBytes(change);
        }
        lastLead = leadAt;
        lastLeadEnd = field.nameAt();
        trail = field.valueEnd();
      }
      leadAt = separator + 1;
    }
    for (Map.Entry<String, byte[]> change : changes.entrySet()) {
      if (change.getValue().length > 0 && !fields.has(change.getKey())) {
        if (!isFirst) {
          out.write(',');
        }
        isFirst = false;
        out.write(from, lastLead, lastLeadEnd - lastLead);
        out.writeBytes(JsonFields.MAPPER.writeValueAsBytes(change.getKey()));
        out.write(':');
        out.writeBytes(change.getValue());
      }
    }
    int end = beforeClose(from);
    out.write(from, end, from.length - end);
    return out.toByteArray();
  }

  /// Where the white space before the closing brace begins.
  private int beforeClose(byte[] from) {
    int at = fields.close();
    while (at > fields.open() + 1 && ArrayBytes.isSpace(from[at - 1])) {
      at--;
    }
    return at;
  }

  private static int separator(byte[] from, int valueEnd) {
    int at = valueEnd;
    while (ArrayBytes.isSpace(from[at])) {
      at++;
    }
    return at;
  }

  private byte @Nullable [] current(String name) {
    byte[] change = changes.get(name);
    if (change == null) {
      return fields.raw(name);
    }
    return change.length == 0 ? null : change;
  }

  private byte[] array(String name) {
    byte[] current = current(name);
    if (current == null || isNull(current)) {
      return "[]".getBytes(UTF_8);
    }
    if (current[0] != '[') {
      throw new IllegalArgumentException(name + ": no array (expected: an array)");
    }
    return current;
  }

  private static boolean isNull(byte[] value) {
    return value[0] == 'n';
  }
}
