package dev.agentgateway.llm.splice;

import dev.agentgateway.llm.bytes.ByteSearch;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/// One pass over a body, with words for what is wrong in it.
final class Scanner {

  private final byte[] bytes;

  Scanner(byte[] bytes) {
    this.bytes = bytes;
  }

  JsonScan scan() {
    if (bytes.length == 0) {
      return malformed(0, "the body is empty (expected: a JSON object)");
    }
    if ((bytes[0] & 0xff) == 0xef) {
      return malformed(0, "a byte order mark (expected: a JSON object in UTF-8)");
    }
    // Jackson would take a body that begins so for another encoding and count characters, not
    // bytes.
    for (int i = 0; i < Math.min(bytes.length, 4); i++) {
      if (bytes[i] == 0) {
        return malformed(i, "a NUL byte (expected: a JSON object in UTF-8)");
      }
    }
    // Jackson decodes overlong forms and surrogates, which others refuse or read differently.
    int invalid = invalidUtf8();
    if (invalid >= 0) {
      return malformed(invalid, "a byte that is no UTF-8 (expected: a JSON object in UTF-8)");
    }
    try (JsonParser parser = JsonFields.MAPPER.createParser(bytes)) {
      return object(parser);
    } catch (StreamConstraintsException e) {
      return at(e.getLocation(), limitWords(e));
    } catch (UnexpectedEndOfInputException e) {
      return malformed(bytes.length, "the JSON ends early");
    } catch (JacksonException e) {
      return at(e.getLocation(), words(e));
    }
  }

  /// Where the first malformed sequence begins; -1 when there is none.
  private int invalidUtf8() {
    for (int i = 0; i < bytes.length; ) {
      int length = bytes[i] >= 0 ? 1 : ByteSearch.utf8Length(bytes, i, bytes.length);
      if (length == 0) {
        return i;
      }
      i += length;
    }
    return -1;
  }

  private JsonScan object(JsonParser parser) {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      return parser.currentToken() == null
          ? malformed(0, "the body is empty (expected: a JSON object)")
          : at(parser.currentTokenLocation(), "another kind of value (expected: a JSON object)");
    }
    int open = offset(parser.currentTokenLocation());
    SequencedMap<String, JsonFields.Field> fields = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      int nameAt = offset(parser.currentTokenLocation());
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      int valueAt = offset(parser.currentTokenLocation());
      parser.skipChildren();
      parser.finishToken();
      int valueEnd = offset(parser.currentLocation());
      fields.put(name, new JsonFields.Field(nameAt, valueAt, valueEnd, kind(value)));
    }
    int close = offset(parser.currentTokenLocation());
    if (parser.nextToken() != null) {
      return at(parser.currentTokenLocation(), "more after the end of the JSON object");
    }
    return new JsonScan.Scanned(new JsonFields(bytes, open, close, fields));
  }

  private static JsonKind kind(JsonToken token) {
    return switch (token) {
      case START_OBJECT -> JsonKind.OBJECT;
      case START_ARRAY -> JsonKind.ARRAY;
      case VALUE_STRING -> JsonKind.TEXT;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> JsonKind.NUMBER;
      case VALUE_TRUE, VALUE_FALSE -> JsonKind.BOOLEAN;
      default -> JsonKind.NULL;
    };
  }

  private static String limitWords(StreamConstraintsException e) {
    String message = String.valueOf(e.getOriginalMessage());
    return message.contains("nesting depth")
        ? "nested deeper than the limit of %d".formatted(JsonFields.DEPTH_MAX)
        : "a number or a name longer than the limit";
  }

  private static String words(JacksonException e) {
    return String.valueOf(e.getOriginalMessage()).startsWith("Duplicate")
        ? "a field appears twice in one object"
        : "not valid JSON";
  }

  private JsonScan at(@Nullable TokenStreamLocation location, String words) {
    return malformed(location == null ? 0 : offset(location), words);
  }

  private JsonScan malformed(int offset, String words) {
    int line = 1;
    int column = 1;
    for (int i = 0; i < Math.min(offset, bytes.length); i++) {
      column++;
      if (bytes[i] == '\n') {
        line++;
        column = 1;
      }
    }
    return new JsonScan.Malformed(line, column, words);
  }

  private static int offset(TokenStreamLocation location) {
    return Math.max(0, (int) location.getByteOffset());
  }
}
