package dev.agentgateway.llm.dialects.completions;

import dev.agentgateway.llm.chat.Part;
import dev.agentgateway.llm.json.JsonReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the fields in which servers carry thinking, which the format itself does not have.
///
/// ```
/// thinking_blocks    Anthropic's blocks, with signatures
/// reasoning_details  one item a block, with signatures
/// reasoning_content, reasoning, with reasoning_signature beside them or none
/// ```
///
/// The first of these that is there counts.
final class ReasoningDecoder {

  /// How `reasoning_details[].format` names thinking that Claude can take back.
  static final String CLAUDE_FORMAT = "anthropic-claude-v1";

  private final List<Part> blocks = new ArrayList<>();
  private final List<Part> details = new ArrayList<>();
  private @Nullable String plain;
  private @Nullable String signature;

  /// Takes a field of a message or a delta; false when it is none of these.
  boolean read(String field, JsonReader json) {
    switch (field) {
      case "reasoning_content" -> plain = merged(plain, json.textOrNull());
      case "reasoning" -> plain = plain == null && json.isText() ? json.text() : plain;
      case "reasoning_signature" -> signature = json.textOrNull();
      case "reasoning_details" -> json.items(i -> item(json, details));
      case "thinking_blocks" -> json.items(i -> item(json, blocks));
      default -> {
        return false;
      }
    }
    return true;
  }

  /// The text that stands beside the blocks; empty for none.
  String plain() {
    return plain == null ? "" : plain;
  }

  /// Thinking, with signatures where they are Claude's.
  List<Part> parts() {
    if (!blocks.isEmpty()) {
      return blocks;
    }
    if (!details.isEmpty()) {
      return details;
    }
    if (plain == null || plain.isEmpty()) {
      return List.of();
    }
    String signed = signature;
    return List.of(new Part.Thinking(plain, signed == null || signed.isEmpty() ? null : signed));
  }

  private static @Nullable String merged(@Nullable String before, @Nullable String text) {
    return text == null ? before : text;
  }

  private static void item(JsonReader json, List<Part> into) {
    Item item = new Item();
    json.fields(field -> {
      switch (field) {
        case "type" -> item.type = json.text();
        case "text", "thinking", "summary" -> item.text = json.textOrNull();
        case "signature" -> item.signature = json.textOrNull();
        case "data" -> item.data = json.textOrNull();
        case "format" -> item.format = json.textOrNull();
        default -> {
          // An id and an index, which only the sender needs.
        }
      }
    });
    String format = item.format;
    boolean isClaude = format == null || format.startsWith("anthropic-claude");
    String data = item.data;
    if (data != null) {
      if (isClaude) {
        into.add(new Part.Redacted(data));
      }
      return;
    }
    String signed = item.signature;
    boolean isSigned = isClaude && signed != null && !signed.isEmpty();
    into.add(new Part.Thinking(item.text == null ? "" : item.text, isSigned ? signed : null));
  }

  private static final class Item {
    String type = "";
    @Nullable String text;
    @Nullable String signature;
    @Nullable String data;
    @Nullable String format;
  }
}
