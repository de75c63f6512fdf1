package dev.agentgateway.llm.splice;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.llm.bytes.ByteSearch;
import java.util.Arrays;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/// One pass over a body that is as nearly all are. What is malformed, or odd in any way, is left to
/// [Scanner], which is slower and has the words for it: escapes in names, deep nesting, objects
/// with many fields, long numbers.
///
/// Both find the same fields in the same places; a test and a fuzz target hold them against each
/// other.
final class StraightScan {

  private static final int DEPTH_MAX = 64;
  private static final int NAMES_MAX = 32; // in one object, as each is compared with all before it
  private static final int NUMBER_LENGTH_MAX = 64;
  private static final byte[] TRUE = "true".getBytes(UTF_8);
  private static final byte[] FALSE = "false".getBytes(UTF_8);
  private static final byte[] NULL = "null".getBytes(UTF_8);

  private final byte[] bytes;
  private final int end;
  private int at;
  private boolean isOdd;

  /// From and to of each name of the objects that are open, the innermost last.
  private int[] names = new int[64];

  private int namesSize;
  private final LinkedHashMap<String, JsonFields.Field> fields = LinkedHashMap.newLinkedHashMap(24);

  StraightScan(byte[] bytes) {
    this.bytes = bytes;
    this.end = bytes.length;
  }

  /// Null when the body is not for this way.
  @Nullable JsonFields scan() {
    space();
    if (at >= end || bytes[at] != '{') {
      return null;
    }
    int open = at;
    object(1);
    int close = at - 1;
    space();
    return isOdd || at < end ? null : new JsonFields(bytes, open, close, fields);
  }

  // Each reading method begins at the first byte of a value and ends behind its last, or says that
  // something is odd.

  private JsonKind value(int depth) {
    if (at >= end) {
      isOdd = true;
      return JsonKind.NULL;
    }
    return switch (bytes[at]) {
      case '"' -> {
        at++;
        text();
        yield JsonKind.TEXT;
      }
      case '{' -> {
        object(depth + 1);
        yield JsonKind.OBJECT;
      }
      case '[' -> {
        array(depth + 1);
        yield JsonKind.ARRAY;
      }
      case 't' -> {
        word(TRUE);
        yield JsonKind.BOOLEAN;
      }
      case 'f' -> {
        word(FALSE);
        yield JsonKind.BOOLEAN;
      }
      case 'n' -> {
        word(NULL);
        yield JsonKind.NULL;
      }
      default -> {
        number();
        yield JsonKind.NUMBER;
      }
    };
  }

  private void object(int depth) {
    at++;
    space();
    if (depth > DEPTH_MAX) {
      isOdd = true;
    } else if (at < end && bytes[at] == '}') {
      at++;
    } else {
      int first = namesSize;
      boolean isLast = false;
      while (!isLast && !isOdd) {
        field(first, depth);
        isLast = ends('}');
      }
      namesSize = first;
    }
  }

  private void field(int first, int depth) {
    int nameAt = at;
    if (at >= end || bytes[at++] != '"') {
      isOdd = true;
      return;
    }
    int from = at;
    at = ByteSearch.plainEnd(bytes, at, end);
    if (at >= end || bytes[at] != '"' || isTwice(first, from, at)) {
      isOdd = true;
      return;
    }
    int to = at++;
    space();
    if (at >= end || bytes[at++] != ':') {
      isOdd = true;
      return;
    }
    space();
    int valueAt = at;
    JsonKind kind = value(depth);
    if (depth == 1 && !isOdd) {
      fields.put(
          new String(bytes, from, to - from, UTF_8),
          new JsonFields.Field(nameAt, valueAt, at, kind));
    }
  }

  private boolean isTwice(int first, int from, int to) {
    for (int i = first; i < namesSize; i += 2) {
      if (names[i + 1] - names[i] == to - from
          && Arrays.equals(bytes, names[i], names[i + 1], bytes, from, to)) {
        return true;
      }
    }
    if (namesSize == names.length) {
      names = Arrays.copyOf(names, namesSize * 2);
    }
    names[namesSize++] = from;
    names[namesSize++] = to;
    return namesSize - first > 2 * NAMES_MAX;
  }

  private void array(int depth) {
    at++;
    space();
    if (depth > DEPTH_MAX) {
      isOdd = true;
    } else if (at < end && bytes[at] == ']') {
      at++;
    } else {
      boolean isLast = false;
      while (!isLast && !isOdd) {
        value(depth);
        isLast = ends(']');
      }
    }
  }

  /// Behind a value: whether the closing bracket follows, else a comma and the next one.
  private boolean ends(char bracket) {
    space();
    if (at >= end) {
      isOdd = true;
      return true;
    }
    byte next = bytes[at++];
    if (next == ',') {
      space();
      return false;
    }
    isOdd |= next != bracket;
    return true;
  }

  /// To behind the closing quote.
  private void text() {
    while (!isOdd) {
      at = ByteSearch.plainEnd(bytes, at, end);
      if (at >= end) {
        isOdd = true;
      } else if (bytes[at] == '"') {
        at++;
        return;
      } else if (bytes[at] == '\\') {
        escape();
      } else if (bytes[at] < 0) {
        int length = ByteSearch.utf8Length(bytes, at, end);
        at += length;
        isOdd = length == 0;
      } else {
        isOdd = true;
      }
    }
  }

  private void escape() {
    if (at + 1 >= end) {
      isOdd = true;
      return;
    }
    switch (bytes[at + 1]) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> at += 2;
      case 'u' -> {
        isOdd = at + 6 > end;
        for (int i = at + 2; i < at + 6 && !isOdd; i++) {
          isOdd = Character.digit(bytes[i], 16) < 0;
        }
        at += 6;
      }
      default -> isOdd = true;
    }
  }

  private void word(byte[] word) {
    if (at + word.length <= end
        && Arrays.equals(bytes, at, at + word.length, word, 0, word.length)) {
      at += word.length;
    } else {
      isOdd = true;
    }
  }

  /// `-? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?`
  private void number() {
    int from = at;
    if (bytes[at] == '-') {
      at++;
    }
    int whole = digits();
    boolean isGood = whole == 1 || (whole > 1 && bytes[at - whole] != '0');
    if (at < end && bytes[at] == '.') {
      at++;
      isGood &= digits() > 0;
    }
    if (at < end && (bytes[at] == 'e' || bytes[at] == 'E')) {
      at++;
      if (at < end && (bytes[at] == '+' || bytes[at] == '-')) {
        at++;
      }
      isGood &= digits() > 0;
    }
    isOdd |= !isGood || at - from > NUMBER_LENGTH_MAX;
  }

  private int digits() {
    int from = at;
    while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    return at - from;
  }

  private void space() {
    while (at < end
        && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '\t')) {
      at++;
    }
  }
}
