package dev.agentgateway.llm.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.llm.fidelity.Refusal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/// Walks a JSON value once. What has the wrong shape is refused with its path.
///
/// Each reading method begins at the first token of a value and ends at its last. A value that a
/// [#fields] or [#items] body does not read is skipped.
public final class JsonReader implements AutoCloseable {

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .recyclerPool(JsonRecyclerPools.threadLocalPool())
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(500)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private final byte[] bytes;
  private final JsonParser parser;

  private JsonReader(byte[] bytes) {
    this.bytes = bytes;
    this.parser = FACTORY.createParser(ObjectReadContext.empty(), bytes);
  }

  /// Reads a whole body that must be an object.
  ///
  /// @throws Refusal when the bytes are no JSON object, or have a wrong shape
  public static void read(byte[] bytes, Consumer<JsonReader> body) {
    try (JsonReader reader = new JsonReader(bytes)) {
      reader.parser.nextToken();
      if (!reader.isObject()) {
        throw new Refusal("", "the body is no JSON object");
      }
      body.accept(reader);
    } catch (JacksonException e) {
      throw new Refusal("", "the body is no valid JSON: " + e.getOriginalMessage());
    }
  }

  public boolean isObject() {
    return parser.currentToken() == JsonToken.START_OBJECT;
  }

  public boolean isArray() {
    return parser.currentToken() == JsonToken.START_ARRAY;
  }

  public boolean isText() {
    return parser.currentToken() == JsonToken.VALUE_STRING;
  }

  public boolean isNull() {
    return parser.currentToken() == JsonToken.VALUE_NULL;
  }

  /// Takes each field of an object; null leaves the body untaken.
  public void fields(Consumer<String> body) {
    if (isNull()) {
      return;
    }
    expect(isObject(), "an object");
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      body.accept(name);
      skipUnread();
    }
  }

  /// Takes each item of an array with its index; null is an empty one.
  public void items(ItemBody body) {
    if (isNull()) {
      return;
    }
    expect(isArray(), "an array");
    for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
      body.item(i);
      skipUnread();
    }
  }

  public String text() {
    expect(isText(), "a text");
    return parser.getString();
  }

  /// A text, or null for null.
  public @Nullable String textOrNull() {
    return isNull() ? null : text();
  }

  /// A text or another scalar as text; null for anything else.
  public @Nullable String looseText() {
    JsonToken token = parser.currentToken();
    return token != null && token.isScalarValue() && !isNull() ? parser.getString() : null;
  }

  public @Nullable Long integerOrNull() {
    if (isNull()) {
      return null;
    }
    JsonToken token = parser.currentToken();
    expect(token != null && token.isNumeric(), "a whole number");
    try {
      return parser.getDecimalValue().longValueExact();
    } catch (ArithmeticException e) {
      throw refusal("expected a whole number of at most 64 bits");
    }
  }

  /// What an upstream counted. A count that is none, or not told, is 0: an answer is not refused
  /// for what stands beside it.
  public long count() {
    JsonToken token = parser.currentToken();
    if (token == null || !token.isNumeric()) {
      return 0;
    }
    double value = parser.getDoubleValue();
    return value > 0 ? (long) value : 0;
  }

  /// A whole number; 0 for null.
  public long integer() {
    Long value = integerOrNull();
    return value == null ? 0 : value;
  }

  public @Nullable Double numberOrNull() {
    if (isNull()) {
      return null;
    }
    JsonToken token = parser.currentToken();
    expect(token != null && token.isNumeric(), "a number");
    return parser.getDoubleValue();
  }

  public @Nullable Boolean boolOrNull() {
    if (isNull()) {
      return null;
    }
    JsonToken token = parser.currentToken();
    expect(token != null && token.isBoolean(), "true or false");
    return token == JsonToken.VALUE_TRUE;
  }

  /// A boolean; false for null.
  public boolean bool() {
    Boolean value = boolOrNull();
    return value != null && value;
  }

  /// An object or array as it was written; any other value as JSON.
  public String raw() {
    int start = (int) parser.currentTokenLocation().getByteOffset();
    if (isObject() || isArray()) {
      parser.skipChildren();
    } else {
      parser.finishToken();
    }
    int end = (int) parser.currentLocation().getByteOffset();
    return new String(bytes, start, end - start, UTF_8).strip();
  }

  /// Where the reader stands: `messages[1].content`.
  public String path() {
    Deque<String> steps = new ArrayDeque<>();
    TokenStreamContext context = parser.streamReadContext();
    if (isObject() || isArray()) {
      context = context.getParent();
    }
    while (context != null && !context.inRoot()) {
      if (context.inArray()) {
        steps.push("[" + Math.max(0, context.getCurrentIndex()) + "]");
      } else {
        steps.push("." + context.currentName());
      }
      context = context.getParent();
    }
    String path = String.join("", steps);
    return path.startsWith(".") ? path.substring(1) : path;
  }

  /// A refusal of the value here.
  public Refusal refusal(String words) {
    String path = path();
    return new Refusal(path, path + ": " + words);
  }

  @Override
  public void close() {
    parser.close();
  }

  private void expect(boolean holds, String what) {
    if (!holds) {
      throw refusal("expected " + what);
    }
  }

  private void skipUnread() {
    if (isObject() || isArray()) {
      parser.skipChildren();
    }
  }

  /// What is done with one item.
  public interface ItemBody {
    void item(int index);
  }
}
