package dev.agentgateway.llm.dialects.completions;

import dev.agentgateway.llm.chat.Message;
import dev.agentgateway.llm.chat.Part;
import dev.agentgateway.llm.chat.Source;
import dev.agentgateway.llm.dialect.Target;
import dev.agentgateway.llm.fidelity.Losses;
import dev.agentgateway.llm.json.Arguments;
import dev.agentgateway.llm.json.JsonBytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/// Writes the messages of one request.
final class MessageWriter {

  private final JsonGenerator json;
  private final Target target;
  private final Losses losses;

  MessageWriter(JsonGenerator json, Target target, Losses losses) {
    this.json = json;
    this.target = target;
    this.losses = losses;
  }

  void write(Message message) {
    switch (message.role()) {
      case SYSTEM -> {
        if (!message.parts().isEmpty()) {
          String role = target.rules().takesDeveloperRole() ? "developer" : "system";
          said(role, message.parts(), message.at());
        }
      }
      case USER -> user(message);
      case ASSISTANT -> assistant(message);
    }
  }

  /// One `tool` message a result, then what else the user says. What a result holds besides text
  /// goes there too: a `tool` message takes nothing else.
  private void user(Message message) {
    List<Part> said = new ArrayList<>();
    for (Part part : message.parts()) {
      if (part instanceof Part.ToolResult result) {
        said.addAll(result(result));
      }
    }
    for (Part part : message.parts()) {
      if (!(part instanceof Part.ToolResult)) {
        said.add(part);
      }
    }
    if (!said.isEmpty()) {
      said("user", said, message.at());
    }
  }

  private List<Part> result(Part.ToolResult result) {
    StringBuilder text = new StringBuilder();
    List<Part> rest = new ArrayList<>();
    for (Part part : result.content()) {
      if (part instanceof Part.Text(String piece, _)) {
        text.append(text.isEmpty() ? "" : "\n").append(piece);
      } else if (part instanceof Part.Document(Source.Plain(String piece), String title, _)) {
        text.append(text.isEmpty() ? "" : "\n")
            .append(title == null ? piece : title + "\n" + piece);
      } else {
        rest.add(part);
      }
    }
    json.writeStartObject();
    json.writeStringProperty("role", "tool");
    json.writeStringProperty("tool_call_id", result.callId());
    json.writeStringProperty("content", (result.isError() ? "Error: " : "") + text);
    json.writeEndObject();
    if (!rest.isEmpty()) {
      rest.addFirst(new Part.Text("From the result of tool call " + result.callId() + ":", null));
    }
    return rest;
  }

  private void assistant(Message message) {
    StringBuilder text = new StringBuilder();
    List<Part.ToolCall> calls = new ArrayList<>();
    List<Part> thoughts = new ArrayList<>();
    for (Part part : message.parts()) {
      switch (part) {
        case Part.Text(String piece, _) -> text.append(piece);
        case Part.Declined(String piece) -> text.append(piece);
        case Part.ToolCall call -> calls.add(call);
        case Part.Thinking _, Part.Redacted _ -> thoughts.add(part);
        case Part.Image _, Part.Document _, Part.ToolResult _ ->
            throw losses.refusal(message.at(), "an assistant's message that holds no text");
      }
    }
    if (text.isEmpty() && calls.isEmpty()) {
      return;
    }
    json.writeStartObject();
    json.writeStringProperty("role", "assistant");
    if (text.isEmpty()) {
      json.writeNullProperty("content");
    } else {
      json.writeStringProperty("content", text.toString());
    }
    if (!thoughts.isEmpty()) {
      thoughts(thoughts, !calls.isEmpty());
    }
    if (!calls.isEmpty()) {
      json.writeArrayPropertyStart("tool_calls");
      calls.forEach(this::call);
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  /// What the model thought, for those that take it back; others cannot read it.
  private void thoughts(List<Part> thoughts, boolean hasCalls) {
    switch (target.thinkingReplay()) {
      case NONE -> {}
      case CONTENT_WITH_TOOLS -> {
        if (hasCalls) {
          StringBuilder text = new StringBuilder();
          for (Part part : thoughts) {
            text.append(part instanceof Part.Thinking(String piece, _) ? piece : "");
          }
          json.writeStringProperty("reasoning_content", text.toString());
        }
      }
      case DETAILS -> {
        List<Part> signed =
            thoughts.stream()
                .filter(part -> !(part instanceof Part.Thinking(_, String sign)) || sign != null)
                .toList();
        if (!signed.isEmpty()) {
          json.writeArrayPropertyStart("reasoning_details");
          for (int i = 0; i < signed.size(); i++) {
            ResponseEncoder.thought(json, signed.get(i), i);
          }
          json.writeEndArray();
        }
      }
    }
  }

  private void call(Part.ToolCall call) {
    String arguments = Arguments.object(call.arguments());
    json.writeStartObject();
    json.writeStringProperty("id", call.id());
    json.writeStringProperty("type", "function");
    json.writeObjectPropertyStart("function");
    json.writeStringProperty("name", target.names().toTarget(call.name()));
    json.writeStringProperty("arguments", arguments == null ? call.arguments() : arguments);
    json.writeEndObject();
    json.writeEndObject();
  }

  private void said(String role, List<Part> parts, String at) {
    json.writeStartObject();
    json.writeStringProperty("role", role);
    if (parts.size() == 1 && parts.getFirst() instanceof Part.Text(String text, _)) {
      json.writeStringProperty("content", text);
    } else {
      json.writeArrayPropertyStart("content");
      for (Part part : parts) {
        part(part, at);
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private void part(Part part, String at) {
    switch (part) {
      case Part.Text(String text, _) -> text(text);
      case Part.Declined(String text) -> text(text);
      case Part.Image image -> image(image, at);
      case Part.Document document -> document(document, at);
      case Part.Thinking _, Part.Redacted _ -> {
        // Only the model that thought it can read it.
      }
      case Part.ToolCall _, Part.ToolResult _ ->
          throw losses.refusal(at, "a call or a result where none can stand");
    }
  }

  private void text(String text) {
    json.writeStartObject();
    json.writeStringProperty("type", "text");
    json.writeStringProperty("text", text);
    json.writeEndObject();
  }

  private void image(Part.Image image, String at) {
    json.writeStartObject();
    json.writeStringProperty("type", "image_url");
    json.writeObjectPropertyStart("image_url");
    json.writeStringProperty(
        "url",
        switch (image.source()) {
          case Source.Base64(String mediaType, String data) ->
              "data:" + mediaType + ";base64," + data;
          case Source.Url(String url) -> url;
          case Source.Plain _ -> throw losses.refusal(at, "an image that is a text");
        });
    JsonBytes.text(json, "detail", image.detail());
    json.writeEndObject();
    json.writeEndObject();
  }

  /// OpenAI tells what a file is by the end of its name.
  private static String named(String title) {
    return title.toLowerCase(Locale.ROOT).endsWith(".pdf") ? title : title + ".pdf";
  }

  private void document(Part.Document document, String at) {
    String title = document.title();
    switch (document.source()) {
      case Source.Plain(String text) -> text(title == null ? text : title + "\n" + text);
      case Source.Base64(String mediaType, String data) -> {
        json.writeStartObject();
        json.writeStringProperty("type", "file");
        json.writeObjectPropertyStart("file");
        json.writeStringProperty("filename", title == null ? "document.pdf" : named(title));
        json.writeStringProperty("file_data", "data:" + mediaType + ";base64," + data);
        json.writeEndObject();
        json.writeEndObject();
      }
      case Source.Url _ ->
          throw losses.refusal(at, "a document by URL (expected: its data, or an image)");
    }
  }
}
