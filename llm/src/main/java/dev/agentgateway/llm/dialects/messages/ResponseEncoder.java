package dev.agentgateway.llm.dialects.messages;

import dev.agentgateway.llm.Usage;
import dev.agentgateway.llm.chat.ChatResponse;
import dev.agentgateway.llm.chat.Finish;
import dev.agentgateway.llm.chat.Part;
import dev.agentgateway.llm.dialect.Asked;
import dev.agentgateway.llm.fidelity.Losses;
import dev.agentgateway.llm.json.Arguments;
import dev.agentgateway.llm.json.JsonBytes;
import dev.agentgateway.llm.tokens.TokenEstimate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// Writes an answer of the Messages API.
final class ResponseEncoder {

  /// The words for a tier besides `standard`.
  private static final Set<String> TIERS = Set.of("priority", "batch");

  private ResponseEncoder() {}

  static byte[] encode(ChatResponse response, Asked asked, Losses losses) {
    Finish finish = response.finish();
    if (finish.reason() == Finish.Reason.UNKNOWN && !finish.word().isEmpty()) {
      losses.drop("finish_reason=" + finish.word());
    }
    boolean hasTools = response.parts().stream().anyMatch(Part.ToolCall.class::isInstance);
    String declined = declined(response);
    return JsonBytes.object(json -> {
      json.writeStringProperty("id", response.id());
      json.writeStringProperty("type", "message");
      json.writeStringProperty("role", "assistant");
      json.writeStringProperty("model", response.model());
      json.writeArrayPropertyStart("content");
      int chars = 0;
      for (Part part : response.parts()) {
        if (part instanceof Part.Text(String text, _) && !response.citations().isEmpty()) {
          CitedText.write(json, text, chars, response.citations());
          chars += text.length();
        } else {
          block(json, part, asked, losses);
        }
      }
      json.writeEndArray();
      json.writeStringProperty(
          "stop_reason", declined == null ? StopReasons.write(finish, hasTools) : "refusal");
      if (finish.sequence() == null) {
        json.writeNullProperty("stop_sequence");
      } else {
        json.writeStringProperty("stop_sequence", finish.sequence());
      }
      if (declined != null) {
        stopDetails(json, declined);
      }
      json.writeName("usage");
      usage(json, usage(response, asked), response.serviceTier());
    });
  }

  private static Usage usage(ChatResponse response, Asked asked) {
    Usage told = response.usage();
    return told != null
        ? told
        : Usage.of(asked.promptTokens().getAsLong(), TokenEstimate.answer(response.parts()));
  }

  /// The words of a refusal; null when the model did not decline.
  private static @Nullable String declined(ChatResponse response) {
    for (Part part : response.parts()) {
      if (part instanceof Part.Declined(String text)) {
        return text;
      }
    }
    if (response.finish().reason() != Finish.Reason.DECLINED) {
      return null;
    }
    String explanation = response.finish().explanation();
    return explanation == null ? "" : explanation;
  }

  static void stopDetails(JsonGenerator json, String explanation) {
    json.writeObjectPropertyStart("stop_details");
    json.writeStringProperty("type", "refusal");
    json.writeNullProperty("category");
    if (explanation.isEmpty()) {
      json.writeNullProperty("explanation");
    } else {
      json.writeStringProperty("explanation", explanation);
    }
    json.writeEndObject();
  }

  private static void block(JsonGenerator json, Part part, Asked asked, Losses losses) {
    switch (part) {
      case Part.Text(String text, _) -> text(json, text);
      case Part.Declined(String text) -> text(json, text);
      case Part.Thinking(String text, String signature) -> {
        json.writeStartObject();
        json.writeStringProperty("type", "thinking");
        json.writeStringProperty("thinking", text);
        json.writeStringProperty("signature", signature == null ? "" : signature);
        json.writeEndObject();
      }
      case Part.Redacted(String data) -> {
        json.writeStartObject();
        json.writeStringProperty("type", "redacted_thinking");
        json.writeStringProperty("data", data);
        json.writeEndObject();
      }
      case Part.ToolCall call -> {
        String input = Arguments.object(call.arguments());
        if (input == null) {
          throw losses.refusal(call.at(), "arguments of `" + call.name() + "` are no JSON object");
        }
        json.writeStartObject();
        json.writeStringProperty("type", "tool_use");
        json.writeStringProperty("id", ToolIds.legal(call.id()));
        json.writeStringProperty("name", asked.names().toClient(call.name()));
        json.writeName("input");
        json.writeRawValue(input);
        json.writeEndObject();
      }
      case Part.Image _, Part.Document _, Part.ToolResult _ -> losses.drop("content[]");
    }
  }

  private static void text(JsonGenerator json, String text) {
    json.writeStartObject();
    json.writeStringProperty("type", "text");
    json.writeStringProperty("text", text);
    json.writeEndObject();
  }

  static void usage(JsonGenerator json, Usage usage, @Nullable String serviceTier) {
    json.writeStartObject();
    json.writeNumberProperty(
        "input_tokens", usage.input() + usage.inputAudio() + usage.inputImage());
    json.writeNumberProperty("cache_creation_input_tokens", usage.cacheWrite());
    json.writeNumberProperty("cache_read_input_tokens", usage.cacheRead());
    json.writeNumberProperty("output_tokens", usage.output());
    if (usage.reasoning() > 0) {
      json.writeObjectPropertyStart("output_tokens_details");
      json.writeNumberProperty("thinking_tokens", usage.reasoning());
      json.writeEndObject();
    }
    if (serviceTier != null) {
      json.writeStringProperty(
          "service_tier", TIERS.contains(serviceTier) ? serviceTier : "standard");
    }
    json.writeEndObject();
  }
}
