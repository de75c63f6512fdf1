package dev.agentgateway.llm.dialects.completions;

import dev.agentgateway.llm.chat.ChatResponse;
import dev.agentgateway.llm.chat.Citation;
import dev.agentgateway.llm.chat.Finish;
import dev.agentgateway.llm.chat.Part;
import dev.agentgateway.llm.dialect.Asked;
import dev.agentgateway.llm.fidelity.Losses;
import dev.agentgateway.llm.json.Arguments;
import dev.agentgateway.llm.json.JsonBytes;
import dev.agentgateway.llm.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/// Writes an answer of chat completions. Used once.
final class ResponseEncoder {

  private final ChatResponse response;
  private final Asked asked;
  private final Losses losses;
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder refusal = new StringBuilder();
  private final StringBuilder reasoning = new StringBuilder();
  private final List<Part> thoughts = new ArrayList<>();
  private final List<Part.ToolCall> calls = new ArrayList<>();
  private boolean hasText;

  ResponseEncoder(ChatResponse response, Asked asked, Losses losses) {
    this.response = response;
    this.asked = asked;
    this.losses = losses;
  }

  byte[] encode() {
    response.parts().forEach(this::sort);
    Finish finish = response.finish();
    if (finish.reason() == Finish.Reason.PAUSED || finish.reason() == Finish.Reason.UNKNOWN) {
      losses.drop("stop_reason=" + finish.word());
    }
    if (finish.explanation() != null) {
      refusal.append(finish.explanation());
    }
    return JsonBytes.object(json -> {
      json.writeStringProperty("model", response.model());
      if (response.usage() != null) {
        json.writeName("usage");
        UsageJson.write(json, response.usage());
      }
      json.writeArrayPropertyStart("choices");
      json.writeStartObject();
      json.writeObjectPropertyStart("message");
      message(json);
      json.writeEndObject();
      json.writeNumberProperty("index", 0);
      json.writeStringProperty(
          "finish_reason",
          FinishReasons.write(finish, !calls.isEmpty(), asked.request().isLegacyFunctions()));
      json.writeEndObject();
      json.writeEndArray();
      json.writeStringProperty("id", response.id());
      json.writeNumberProperty("created", response.created() > 0 ? response.created() : asked.at());
      json.writeStringProperty("object", "chat.completion");
      if (asked.request().serviceTier() != null) {
        JsonBytes.text(json, "service_tier", response.serviceTier());
      }
    });
  }

  private void sort(Part part) {
    switch (part) {
      case Part.Text(String piece, _) -> {
        hasText = true;
        text.append(piece);
      }
      case Part.Declined(String piece) -> refusal.append(piece);
      case Part.Thinking thinking -> {
        reasoning.append(thinking.text());
        thoughts.add(thinking);
      }
      case Part.Redacted redacted -> thoughts.add(redacted);
      case Part.ToolCall call -> calls.add(call);
      case Part.Image _, Part.Document _, Part.ToolResult _ -> losses.drop("content[]");
    }
  }

  private void message(JsonGenerator json) {
    if (hasText || calls.isEmpty()) {
      json.writeStringProperty("content", text.toString());
    } else {
      json.writeNullProperty("content");
    }
    json.writeStringProperty("role", "assistant");
    if (!refusal.isEmpty()) {
      json.writeStringProperty("refusal", refusal.toString());
    }
    if (!response.citations().isEmpty()) {
      annotations(json);
    }
    if (!reasoning.isEmpty()) {
      json.writeStringProperty("reasoning_content", reasoning.toString());
      json.writeStringProperty("reasoning", reasoning.toString());
    }
    if (!thoughts.isEmpty()) {
      json.writeArrayPropertyStart("reasoning_details");
      for (int i = 0; i < thoughts.size(); i++) {
        thought(json, thoughts.get(i), i);
      }
      json.writeEndArray();
    }
    if (calls.isEmpty()) {
      return;
    }
    if (asked.request().isLegacyFunctions()) {
      if (calls.size() > 1) {
        losses.drop("content[].tool_use");
      }
      json.writeObjectPropertyStart("function_call");
      json.writeStringProperty("name", asked.names().toClient(calls.getFirst().name()));
      json.writeStringProperty("arguments", calls.getFirst().arguments());
      json.writeEndObject();
      return;
    }
    json.writeArrayPropertyStart("tool_calls");
    for (Part.ToolCall call : calls) {
      call(json, call);
    }
    json.writeEndArray();
  }

  private void annotations(JsonGenerator json) {
    String whole = text.toString();
    json.writeArrayPropertyStart("annotations");
    for (Citation citation : response.citations()) {
      new Annotation(
              whole.codePointCount(0, citation.start()),
              whole.codePointCount(0, citation.end()),
              citation.url(),
              citation.title())
          .write(json);
    }
    json.writeEndArray();
  }

  /// One item of `reasoning_details`.
  static void thought(JsonGenerator json, Part part, int index) {
    json.writeStartObject();
    switch (part) {
      case Part.Redacted(String data) -> {
        json.writeStringProperty("type", "reasoning.encrypted");
        json.writeStringProperty("data", data);
        json.writeStringProperty("format", ReasoningDecoder.CLAUDE_FORMAT);
      }
      case Part.Thinking(String text, String signature) -> {
        json.writeStringProperty("type", "reasoning.text");
        json.writeStringProperty("text", text);
        if (signature != null) {
          json.writeStringProperty("signature", signature);
          json.writeStringProperty("format", ReasoningDecoder.CLAUDE_FORMAT);
        }
      }
      case Part.Text _, Part.Declined _, Part.Image _, Part.Document _ -> {}
      case Part.ToolCall _, Part.ToolResult _ -> {}
    }
    json.writeNumberProperty("index", index);
    json.writeEndObject();
  }

  private void call(JsonGenerator json, Part.ToolCall call) {
    String name = asked.names().toClient(call.name());
    json.writeStartObject();
    json.writeStringProperty("id", call.id());
    if (asked.isFreeForm(name)) {
      json.writeStringProperty("type", "custom");
      json.writeObjectPropertyStart("custom");
      json.writeStringProperty("name", name);
      json.writeStringProperty("input", freeForm(call.arguments()));
    } else {
      String object = Arguments.object(call.arguments());
      json.writeStringProperty("type", "function");
      json.writeObjectPropertyStart("function");
      json.writeStringProperty("name", name);
      json.writeStringProperty("arguments", object == null ? call.arguments() : object);
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  /// The text `input` of a custom tool's arguments.
  static String freeForm(String arguments) {
    StringBuilder input = new StringBuilder();
    JsonReader.read(
        arguments.getBytes(StandardCharsets.UTF_8),
        json ->
            json.fields(field -> {
              if (field.equals("input")) {
                input.append(json.isText() ? json.text() : json.raw());
              }
            }));
    return input.toString();
  }
}
