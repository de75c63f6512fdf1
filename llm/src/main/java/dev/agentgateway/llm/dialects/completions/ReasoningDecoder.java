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
      case "reasoning_details" -> items(json, details);
      case "thinking_blocks" -> items(json, blocks);
      default -> {
        return false;
      }
    }
    return true;
  }

  /// A piece of thinking that came another way.
  void add(String text) {
    plain = plain == null ? text : plain + text;
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

  private static void items(JsonReader json, List<Part> into) {
    List<Item> items = new ArrayList<>();
    json.items(i -> {
      Item item = item(json);
      if (items.isEmpty() || !items.getLast().goesOn(item)) {
        items.add(item);
      }
    });
    items.forEach(item -> item.addTo(into));
  }

  private static Item item(JsonReader json) {
    Item item = new Item();
    json.fields(field -> {
      switch (field) {
        case "type" -> item.type = json.text();
        case "text", "thinking", "summary" -> item.text = json.textOrNull();
        case "signature" -> item.signature = json.textOrNull();
        case "data" -> item.data = json.textOrNull();
        case "format" -> item.format = json.textOrNull();
        case "index" -> item.index = json.count();
        default -> {
          // An id, which only the sender needs.
        }
      }
    });
    return item;
  }

  private static final class Item {
    String type = "";
    @Nullable String text;
    @Nullable String signature;
    @Nullable String data;
    @Nullable String format;
    long index = -1;

    /// Takes the next piece of the same block, as clients keep them that gather a stream's items
    /// without joining them. False when it is another block.
    boolean goesOn(Item next) {
      boolean isSame =
          index >= 0
              && index == next.index
              && data == null
              && next.data == null
              && (signature == null || next.signature == null);
      if (!isSame) {
        return false;
      }
      text = text == null ? next.text : text + (next.text == null ? "" : next.text);
      signature = signature == null ? next.signature : signature;
      format = format == null ? next.format : format;
      return true;
    }

    void addTo(List<Part> into) {
      boolean isClaude = format == null || format.startsWith("anthropic-claude");
      if (data != null) {
        if (isClaude) {
          into.add(new Part.Redacted(data));
        }
        return;
      }
      boolean isSigned = isClaude && signature != null && !signature.isEmpty();
      into.add(new Part.Thinking(text == null ? "" : text, isSigned ? signature : null));
    }
  }
}
