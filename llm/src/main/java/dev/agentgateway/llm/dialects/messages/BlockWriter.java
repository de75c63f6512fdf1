package dev.agentgateway.llm.dialects.messages;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.llm.chat.CacheMark;
import dev.agentgateway.llm.chat.Part;
import dev.agentgateway.llm.chat.Source;
import dev.agentgateway.llm.dialect.Target;
import dev.agentgateway.llm.fidelity.Losses;
import dev.agentgateway.llm.json.Arguments;
import dev.agentgateway.llm.json.JsonBytes;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// Writes the content blocks of one request.
final class BlockWriter {

  private static final Set<String> IMAGE_TYPES =
      Set.of("image/jpeg", "image/png", "image/gif", "image/webp");

  private static final Set<String> IMAGE_DETAILS = Set.of("auto", "high");

  private final JsonGenerator json;
  private final Target target;
  private final Losses losses;

  /// Marks that are left out, the first ones: only four are taken.
  private int marksSkipped;

  BlockWriter(JsonGenerator json, Target target, Losses losses, int marksSkipped) {
    this.json = json;
    this.target = target;
    this.losses = losses;
    this.marksSkipped = marksSkipped;
  }

  /// @param at of the message, for refusals
  void blocks(List<Part> parts, String at) {
    json.writeStartArray();
    for (Part part : parts) {
      block(part, at);
    }
    json.writeEndArray();
  }

  private void block(Part part, String at) {
    json.writeStartObject();
    switch (part) {
      case Part.Text(String text, CacheMark cache) -> {
        text(text);
        mark(cache);
      }
      case Part.Declined(String text) -> text(text);
      case Part.Image image -> image(image, at);
      case Part.Document document -> document(document, at);
      case Part.Thinking(String text, String signature) -> {
        json.writeStringProperty("type", "thinking");
        json.writeStringProperty("thinking", text);
        json.writeStringProperty("signature", signature == null ? "" : signature);
      }
      case Part.Redacted(String data) -> {
        json.writeStringProperty("type", "redacted_thinking");
        json.writeStringProperty("data", data);
      }
      case Part.ToolCall call -> call(call);
      case Part.ToolResult result -> result(result, at);
    }
    json.writeEndObject();
  }

  private void text(String text) {
    json.writeStringProperty("type", "text");
    json.writeStringProperty("text", text);
  }

  private void call(Part.ToolCall call) {
    String input = Arguments.object(call.arguments());
    if (input == null) {
      throw losses.refusal(call.at(), "arguments that are no JSON object");
    }
    json.writeStringProperty("type", "tool_use");
    json.writeStringProperty("id", ToolIds.legal(call.id()));
    json.writeStringProperty("name", target.names().toTarget(call.name()));
    json.writeName("input");
    json.writeRawValue(input);
    mark(call.cache());
  }

  private void result(Part.ToolResult result, String at) {
    json.writeStringProperty("type", "tool_result");
    json.writeStringProperty("tool_use_id", ToolIds.legal(result.callId()));
    List<Part> content =
        result.content().stream()
            .filter(part -> !(part instanceof Part.Text(String text, _)) || !text.isEmpty())
            .toList();
    if (content.size() == 1
        && content.getFirst() instanceof Part.Text(String text, CacheMark mark)
        && mark == null) {
      json.writeStringProperty("content", text);
    } else if (!content.isEmpty()) {
      json.writeName("content");
      blocks(content, at);
    }
    if (result.isError()) {
      json.writeBooleanProperty("is_error", true);
    }
    mark(result.cache());
  }

  private void image(Part.Image image, String at) {
    String detail = image.detail();
    if (detail != null && !IMAGE_DETAILS.contains(detail)) {
      losses.drop("messages[].content[].image_url.detail=" + detail);
    }
    json.writeStringProperty("type", "image");
    json.writeName("source");
    json.writeStartObject();
    switch (image.source()) {
      case Source.Base64(String mediaType, String data) ->
          base64(imageType(mediaType, data, at), data);
      case Source.Url(String url) -> url(url);
      case Source.Plain _ -> throw losses.refusal(at, "an image that is a text");
    }
    json.writeEndObject();
    mark(image.cache());
  }

  private void document(Part.Document document, String at) {
    json.writeStringProperty("type", "document");
    json.writeName("source");
    json.writeStartObject();
    switch (document.source()) {
      case Source.Base64(String mediaType, String data) -> {
        if (mediaType.equals("application/pdf")) {
          base64(mediaType, data);
        } else if (mediaType.equals("text/plain")) {
          plain(decoded(data, at));
        } else {
          throw losses.refusal(
              at,
              "a file of type `%s` (expected: application/pdf or text/plain)".formatted(mediaType));
        }
      }
      case Source.Url(String url) -> url(url);
      case Source.Plain(String text) -> plain(text);
    }
    json.writeEndObject();
    JsonBytes.text(json, "title", document.title());
    mark(document.cache());
  }

  private String decoded(String data, String at) {
    try {
      return new String(Base64.getMimeDecoder().decode(data), UTF_8);
    } catch (IllegalArgumentException e) {
      throw losses.refusal(at, "a text file whose data is no base64");
    }
  }

  private void base64(String mediaType, String data) {
    json.writeStringProperty("type", "base64");
    json.writeStringProperty("media_type", mediaType);
    json.writeStringProperty("data", data);
  }

  private void url(String url) {
    json.writeStringProperty("type", "url");
    json.writeStringProperty("url", url);
  }

  private void plain(String text) {
    json.writeStringProperty("type", "text");
    json.writeStringProperty("media_type", "text/plain");
    json.writeStringProperty("data", text);
  }

  /// The type that the bytes show; what clients say is often wrong, and Anthropic compares.
  private String imageType(String declared, String data, String at) {
    String shown =
        data.startsWith("iVBORw0KGgo")
            ? "image/png"
            : data.startsWith("/9j/")
                ? "image/jpeg"
                : data.startsWith("R0lGOD")
                    ? "image/gif"
                    : data.startsWith("UklGR") ? "image/webp" : declared;
    if (!IMAGE_TYPES.contains(shown)) {
      throw losses.refusal(
          at, "an image of type `%s` (expected: jpeg, png, gif or webp)".formatted(shown));
    }
    return shown;
  }

  void mark(@Nullable CacheMark cache) {
    if (cache == null) {
      return;
    }
    if (marksSkipped > 0) {
      marksSkipped--;
      losses.drop("cache_control");
      return;
    }
    json.writeObjectPropertyStart("cache_control");
    json.writeStringProperty("type", "ephemeral");
    String ttl = cache.ttl();
    if (ttl != null) {
      json.writeStringProperty("ttl", ttl.equals("5m") ? "5m" : "1h");
    }
    json.writeEndObject();
  }
}
