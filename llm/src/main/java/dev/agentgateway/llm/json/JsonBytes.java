package dev.agentgateway.llm.json;

import dev.agentgateway.llm.bytes.GrowingBytes;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/// Writes JSON.
public final class JsonBytes {

  private static final JsonFactory FACTORY =
      JsonFactory.builder().recyclerPool(JsonRecyclerPools.threadLocalPool()).build();

  private JsonBytes() {}

  /// One object, whose fields the body writes.
  public static byte[] object(Consumer<JsonGenerator> body) {
    GrowingBytes out = new GrowingBytes(512);
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      body.accept(json);
      json.writeEndObject();
    }
    return out.toByteArray();
  }

  /// A text as JSON.
  public static String quoted(String text) {
    GrowingBytes out = new GrowingBytes(text.length() + 16);
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeString(text);
    }
    return out.toString();
  }

  /// Writes a text field unless it is null.
  public static void text(JsonGenerator json, String name, @Nullable String value) {
    if (value != null) {
      json.writeStringProperty(name, value);
    }
  }

  /// Writes a number without a fraction where it has none.
  public static void number(JsonGenerator json, String name, @Nullable Double value) {
    if (value == null) {
      return;
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      json.writeNumberProperty(name, value.longValue());
    } else {
      json.writeNumberProperty(name, value);
    }
  }
}
