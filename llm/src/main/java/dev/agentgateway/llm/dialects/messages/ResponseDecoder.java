package dev.agentgateway.llm.dialects.messages;

import dev.agentgateway.llm.chat.ChatResponse;
import dev.agentgateway.llm.chat.Citation;
import dev.agentgateway.llm.chat.Part;
import dev.agentgateway.llm.dialect.Told;
import dev.agentgateway.llm.fidelity.Losses;
import dev.agentgateway.llm.json.JsonReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads an answer of the Messages API. Used once.
final class ResponseDecoder {

  private final UsageReader usage = new UsageReader();
  private String id = "";
  private String model = "";
  private final List<Part> parts = new ArrayList<>();
  private final List<Citation> citations = new ArrayList<>();
  private int textChars;
  private @Nullable String stopReason;
  private @Nullable String stopSequence;
  private @Nullable String explanation;

  ChatResponse decode(byte[] body, Losses losses) {
    JsonReader.read(
        body,
        json ->
            json.fields(field -> {
              if (field.equals("content")) {
                json.items(i -> block(json, losses));
              } else {
                field(field, json, losses);
              }
            }));
    return new ChatResponse(
        id,
        model,
        0,
        parts,
        citations,
        StopReasons.read(stopReason, stopSequence, explanation),
        usage.usage(),
        usage.serviceTier());
  }

  /// Everything but the content.
  Told told(byte[] body) {
    Losses none = new Losses(dev.agentgateway.llm.Fidelity.LENIENT);
    JsonReader.read(body, json -> json.fields(field -> field(field, json, none)));
    return new Told(model.isEmpty() ? null : model, usage.usage(), stopReason);
  }

  private void field(String field, JsonReader json, Losses losses) {
    switch (field) {
      case "id" -> id = orEmpty(json.looseText());
      case "model" -> model = orEmpty(json.looseText());
      case "stop_reason" -> stopReason = json.textOrNull();
      case "stop_sequence" -> stopSequence = json.textOrNull();
      case "stop_details" -> explanation = explanation(json);
      case "usage" -> usage.read(json);
      default -> {
        if (!json.isNull() && !field.equals("content")) {
          losses.take(MessagesFields.RESPONSE.rule(field), field);
        }
      }
    }
  }

  static @Nullable String explanation(JsonReader json) {
    List<String> found = new ArrayList<>();
    json.fields(field -> {
      String text = field.equals("explanation") ? json.textOrNull() : null;
      if (text != null) {
        found.add(text);
      }
    });
    return found.isEmpty() ? null : found.getLast();
  }

  private void block(JsonReader json, Losses losses) {
    Block block = new Block();
    json.fields(field -> {
      switch (field) {
        case "type" -> block.type = json.text();
        case "text", "thinking" -> block.text = orEmpty(json.textOrNull());
        case "signature" -> block.signature = json.textOrNull();
        case "data" -> block.data = json.text();
        case "id" -> block.id = json.text();
        case "name" -> block.name = json.text();
        case "input" -> block.input = json.isNull() ? "{}" : json.raw();
        case "citations" -> json.items(i -> block.citations.add(PageCitation.read(json)));
        default -> {
          // Of blocks that are hidden.
        }
      }
    });
    switch (block.type) {
      case "text" -> {
        cited(block, losses);
        parts.add(new Part.Text(block.text, null));
      }
      case "thinking" -> parts.add(new Part.Thinking(block.text, block.signature));
      case "redacted_thinking" -> parts.add(new Part.Redacted(block.data));
      case "tool_use" ->
          parts.add(new Part.ToolCall(block.id, block.name, block.input, null, "content"));
      default -> {
        if (!MessagesFields.isHidden(block.type)) {
          losses.drop("content[].type=" + block.type);
        }
      }
    }
  }

  private void cited(Block block, Losses losses) {
    int start = textChars;
    textChars += block.text.length();
    for (PageCitation page : block.citations) {
      if (page == null) {
        losses.drop("content[].citations");
      } else {
        citations.add(new Citation(start, textChars, page.url(), page.title()));
      }
    }
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static final class Block {
    String type = "";
    String text = "";
    @Nullable String signature;
    String data = "";
    String id = "";
    String name = "";
    String input = "{}";
    final List<@Nullable PageCitation> citations = new ArrayList<>();
  }
}
