package dev.agentgateway.llm.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.llm.fidelity.Refusal;
import org.jspecify.annotations.Nullable;

/// Arguments of a tool call, which one dialect writes as a text and another as an object.
public final class Arguments {

  private Arguments() {}

  /// The object that a text holds: nothing is `{}`, and what follows the first value is cut off, as
  /// some servers repeat themselves. Null when it is no object.
  public static @Nullable String object(String text) {
    String trimmed = text.strip();
    if (trimmed.isEmpty() || trimmed.equals("\"\"") || trimmed.equals("null")) {
      return "{}";
    }
    int end = end(trimmed);
    if (end < 0) {
      return null;
    }
    String first = trimmed.substring(0, end);
    try {
      JsonReader.read(first.getBytes(UTF_8), json -> json.fields(name -> {}));
      return first;
    } catch (Refusal notJson) {
      return null;
    }
  }

  /// Where the object ends that begins the text; negative when it does not end, or none begins.
  private static int end(String text) {
    ArgumentDepth depth = new ArgumentDepth();
    int end = depth.on(text);
    return text.startsWith("{") ? end : -1;
  }
}
