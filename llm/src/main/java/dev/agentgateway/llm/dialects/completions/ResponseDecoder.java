package dev.agentgateway.llm.dialects.completions;

import dev.agentgateway.llm.Fidelity;
import dev.agentgateway.llm.Usage;
import dev.agentgateway.llm.chat.ChatResponse;
import dev.agentgateway.llm.chat.Part;
import dev.agentgateway.llm.dialect.Told;
import dev.agentgateway.llm.fidelity.Losses;
import dev.agentgateway.llm.json.JsonBytes;
import dev.agentgateway.llm.json.JsonReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads an answer of chat completions. Used once.
final class ResponseDecoder {

  private final Losses losses;
  private final ReasoningDecoder reasoning = new ReasoningDecoder();
  private String id = "";
  private String model = "";
  private long created;
  private @Nullable String text;
  private @Nullable String refusal;
  private final List<Part> calls = new ArrayList<>();
  private @Nullable String finishReason;
  private @Nullable Usage usage;
  private @Nullable String serviceTier;

  private ResponseDecoder(Losses losses) {
    this.losses = losses;
  }

  static ChatResponse decode(byte[] body, Losses losses) {
    return new ResponseDecoder(losses).read(body);
  }

  /// Everything but the content.
  static Told told(byte[] body) {
    ResponseDecoder read = new ResponseDecoder(new Losses(Fidelity.LENIENT));
    JsonReader.read(
        body,
        json ->
            json.fields(field -> {
              if (field.equals("choices")) {
                json.items(i -> json.fields(inner -> read.finish(inner, json)));
              } else {
                read.field(field, json);
              }
            }));
    return new Told(read.model.isEmpty() ? null : read.model, read.usage, read.finishReason);
  }

  private ChatResponse read(byte[] body) {
    JsonReader.read(
        body,
        json ->
            json.fields(field -> {
              if (field.equals("choices")) {
                json.items(i -> choice(i, json));
              } else {
                field(field, json);
              }
            }));
    List<Part> parts = new ArrayList<>(reasoning.parts());
    if (text != null && !text.isEmpty()) {
      parts.add(new Part.Text(text, null));
    }
    if (refusal != null && !refusal.isEmpty()) {
      parts.add(new Part.Declined(refusal));
    }
    parts.addAll(calls);
    return new ChatResponse(
        id, model, created, parts, FinishReasons.read(finishReason), usage, serviceTier);
  }

  private void field(String field, JsonReader json) {
    switch (field) {
      case "id" -> id = orEmpty(json.textOrNull());
      case "model" -> model = orEmpty(json.textOrNull());
      case "created" -> created = json.integer();
      case "usage" -> usage = json.isNull() ? null : UsageJson.read(json);
      case "service_tier" -> serviceTier = json.textOrNull();
      default -> {
        if (!json.isNull()) {
          losses.take(CompletionsFields.RESPONSE.rule(field), field);
        }
      }
    }
  }

  private void finish(String field, JsonReader json) {
    if (field.equals("finish_reason")) {
      finishReason = json.textOrNull();
    }
  }

  private void choice(int index, JsonReader json) {
    if (index > 0) {
      losses.drop("choices[" + index + "]");
      return;
    }
    json.fields(field -> {
      switch (field) {
        case "message" -> json.fields(inner -> message(inner, json));
        case "logprobs" -> {
          if (!json.isNull()) {
            losses.drop("choices[0].logprobs");
          }
        }
        default -> finish(field, json);
      }
    });
  }

  private void message(String field, JsonReader json) {
    switch (field) {
      case "content" -> text = content(json);
      case "refusal" -> refusal = json.textOrNull();
      case "tool_calls" -> json.items(i -> calls.add(call(json, i)));
      case "function_call" -> {
        if (!json.isNull()) {
          CallFields call = new CallFields();
          call.id = "call_0";
          json.fields(inner -> function(inner, json, call));
          calls.add(call.call());
        }
      }
      case "annotations" -> {
        if (json.isArray() && !json.raw().equals("[]")) {
          losses.drop("choices[0].message.annotations");
        }
      }
      case "audio" -> {
        if (!json.isNull()) {
          losses.drop("choices[0].message.audio");
        }
      }
      default -> reasoning.read(field, json);
    }
  }

  /// A text; some servers answer with parts.
  private static @Nullable String content(JsonReader json) {
    if (!json.isArray()) {
      return json.textOrNull();
    }
    StringBuilder joined = new StringBuilder();
    json.items(i ->
        json.fields(field -> {
          if (field.equals("text")) {
            joined.append(json.text());
          }
        }));
    return joined.toString();
  }

  private static Part.ToolCall call(JsonReader json, int index) {
    CallFields call = new CallFields();
    call.id = "call_" + index;
    json.fields(field -> {
      switch (field) {
        case "id" -> {
          String id = json.textOrNull();
          call.id = id == null || id.isEmpty() ? call.id : id;
        }
        case "function", "custom" -> json.fields(inner -> function(inner, json, call));
        default -> {
          // The type, which the other fields show, and an index.
        }
      }
    });
    return call.call();
  }

  private static void function(String field, JsonReader json, CallFields call) {
    switch (field) {
      case "name" -> call.name = json.text();
      case "arguments" -> call.arguments = json.isText() ? json.text() : json.raw();
      case "input" -> call.arguments = "{\"input\":" + JsonBytes.quoted(json.text()) + "}";
      default -> {
        // Nothing else is known in a call.
      }
    }
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static final class CallFields {
    String id = "";
    String name = "";
    String arguments = "";

    Part.ToolCall call() {
      return new Part.ToolCall(id, name, arguments, null, "choices[0].message.tool_calls");
    }
  }
}
