package dev.agentgateway.llm.dialects.completions;

import dev.agentgateway.llm.Fidelity;
import dev.agentgateway.llm.Usage;
import dev.agentgateway.llm.chat.ChatResponse;
import dev.agentgateway.llm.chat.Citation;
import dev.agentgateway.llm.chat.Finish;
import dev.agentgateway.llm.chat.Part;
import dev.agentgateway.llm.dialect.Told;
import dev.agentgateway.llm.fidelity.Losses;
import dev.agentgateway.llm.json.Arguments;
import dev.agentgateway.llm.json.JsonBytes;
import dev.agentgateway.llm.json.JsonReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads an answer of chat completions. Used once.
final class ResponseDecoder {

  private static final String CALLS = "choices[0].message.tool_calls";

  private final Losses losses;
  private final ReasoningDecoder reasoning = new ReasoningDecoder();
  private String id = "";
  private String model = "";
  private long created;
  private final StringBuilder text = new StringBuilder();
  private @Nullable String refusal;
  private final List<@Nullable Annotation> annotations = new ArrayList<>();
  private final List<CallFields> calls = new ArrayList<>();
  private @Nullable String finishReason;
  private @Nullable String met;
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
    if (!text.isEmpty()) {
      parts.add(new Part.Text(text.toString(), null));
    }
    if (refusal != null && !refusal.isEmpty()) {
      parts.add(new Part.Declined(refusal));
    }
    Finish finish = FinishReasons.read(finishReason, met);
    for (int i = 0; i < calls.size(); i++) {
      call(calls.get(i), i, finish, parts);
    }
    return new ChatResponse(id, model, created, parts, citations(), finish, usage, serviceTier);
  }

  private List<Citation> citations() {
    List<Citation> citations = new ArrayList<>();
    for (Annotation annotation : annotations) {
      if (annotation == null) {
        losses.drop("choices[0].message.annotations");
      } else {
        citations.add(annotation.in(text.toString()));
      }
    }
    return citations;
  }

  /// A call that the limit cut off is no call.
  private void call(CallFields call, int index, Finish finish, List<Part> parts) {
    if (finish.reason() == Finish.Reason.LENGTH && Arguments.object(call.arguments) == null) {
      losses.drop(CALLS + "[" + index + "]");
      return;
    }
    if (call.name.isEmpty()) {
      throw losses.refusal(CALLS + "[" + index + "].function.name", "a call without a name");
    }
    String callId = call.id.isEmpty() ? StreamedCalls.id(id, index) : call.id;
    parts.add(new Part.ToolCall(callId, call.name, call.arguments, null, CALLS));
  }

  private void field(String field, JsonReader json) {
    switch (field) {
      case "id" -> id = orEmpty(json.looseText());
      case "model" -> model = orEmpty(json.looseText());
      case "created" -> created = json.count();
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
    } else if (field.equals("stop_reason")) {
      met = json.isText() ? json.text() : null;
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
      case "content" -> ContentParts.read(json, text, reasoning);
      case "refusal" -> refusal = json.textOrNull();
      case "tool_calls" -> json.items(i -> calls.add(call(json)));
      case "function_call" -> {
        if (!json.isNull()) {
          CallFields call = new CallFields();
          json.fields(inner -> function(inner, json, call));
          calls.add(call);
        }
      }
      case "annotations" -> json.items(i -> annotations.add(Annotation.read(json)));
      case "audio" -> {
        if (!json.isNull()) {
          losses.drop("choices[0].message.audio");
        }
      }
      default -> reasoning.read(field, json);
    }
  }

  private static CallFields call(JsonReader json) {
    CallFields call = new CallFields();
    json.fields(field -> {
      switch (field) {
        case "id" -> call.id = orEmpty(json.looseText());
        case "function", "custom" -> json.fields(inner -> function(inner, json, call));
        default -> {
          // The type, which the other fields show, and an index.
        }
      }
    });
    return call;
  }

  private static void function(String field, JsonReader json, CallFields call) {
    switch (field) {
      case "name" -> call.name = orEmpty(json.textOrNull());
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
  }
}
