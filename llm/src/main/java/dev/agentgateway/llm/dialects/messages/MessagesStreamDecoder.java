package dev.agentgateway.llm.dialects.messages;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.llm.chat.ChatError;
import dev.agentgateway.llm.chat.ChatEvent;
import dev.agentgateway.llm.dialect.StreamDecoder;
import dev.agentgateway.llm.json.JsonReader;
import dev.agentgateway.llm.sse.SseEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a stream of the Messages API.
///
/// ```
/// START    ─ message_start ─▶ OPEN
/// OPEN     ─ content_block_start ─▶ BLOCK ─ content_block_delta* ─ content_block_stop ─▶ OPEN
/// OPEN     ─ message_delta+ ─▶ CLOSING ─ message_stop ─▶ END
/// any      ─ ping ─▶ same        any ─ error ─▶ END
/// ```
final class MessagesStreamDecoder implements StreamDecoder {

  private final UsageReader usage = new UsageReader();
  private int tools;
  private boolean isHidden;
  private boolean isTool;
  private boolean isComplete;

  @Override
  public boolean isComplete() {
    return isComplete;
  }

  @Override
  public List<ChatEvent> on(SseEvent event) {
    byte[] data = event.data().getBytes(UTF_8);
    Fields fields = new Fields();
    fields.type = event.name() == null ? "" : event.name();
    JsonReader.read(data, json -> json.fields(field -> field(field, json, fields)));
    return switch (fields.type) {
      case "message_start" ->
          List.of(
              new ChatEvent.Started(
                  fields.id, fields.model, 0, usage.usage(), usage.serviceTier()));
      case "content_block_start" -> started(fields);
      case "content_block_delta" -> isHidden ? List.of() : delta(fields);
      case "content_block_stop" -> isHidden ? List.of() : List.of(new ChatEvent.PartEnded());
      case "message_delta" -> closing(fields);
      case "message_stop" -> {
        isComplete = true;
        yield List.of(new ChatEvent.Ended());
      }
      case "error" -> List.of(new ChatEvent.Failed(error(data)));
      default -> List.of();
    };
  }

  private List<ChatEvent> started(Fields fields) {
    isHidden = false;
    isTool = false;
    return switch (fields.blockType) {
      case "tool_use" -> tool(fields);
      case "redacted_thinking" -> List.of(new ChatEvent.Redacted(fields.text));
      case "text" ->
          fields.text.isEmpty() ? List.of() : List.of(new ChatEvent.TextDelta(fields.text));
      case "thinking" ->
          fields.text.isEmpty() ? List.of() : List.of(new ChatEvent.ThinkingDelta(fields.text));
      default -> {
        isHidden = true;
        yield MessagesFields.isHidden(fields.blockType)
            ? List.of()
            : List.of(new ChatEvent.Lost("content[].type=" + fields.blockType));
      }
    };
  }

  private List<ChatEvent> tool(Fields fields) {
    isTool = true;
    int tool = tools++;
    ChatEvent started = new ChatEvent.ToolStarted(tool, fields.id, fields.name);
    return fields.input.equals("{}")
        ? List.of(started)
        : List.of(started, new ChatEvent.ToolDelta(tool, fields.input));
  }

  private List<ChatEvent> delta(Fields fields) {
    return switch (fields.deltaType) {
      case "text_delta" -> List.of(new ChatEvent.TextDelta(fields.text));
      case "thinking_delta" -> List.of(new ChatEvent.ThinkingDelta(fields.text));
      case "signature_delta" -> List.of(new ChatEvent.Signature(fields.text));
      case "input_json_delta" ->
          isTool ? List.of(new ChatEvent.ToolDelta(tools - 1, fields.text)) : List.of();
      case "citations_delta" ->
          List.of(
              fields.page == null
                  ? new ChatEvent.Lost("content[].citations")
                  : new ChatEvent.Cited(fields.page.url(), fields.page.title()));
      default -> List.of();
    };
  }

  private List<ChatEvent> closing(Fields fields) {
    List<ChatEvent> events = new ArrayList<>();
    if (fields.stopReason != null) {
      events.add(
          new ChatEvent.Finished(
              StopReasons.read(fields.stopReason, fields.stopSequence, fields.explanation)));
    }
    var told = usage.usage();
    if (told != null) {
      events.add(new ChatEvent.UsageTold(told));
    }
    return events;
  }

  private static ChatError error(byte[] data) {
    ChatError read = MessagesErrors.decode(500, data);
    int status =
        switch (read.kind()) {
          case OVERLOADED -> 529;
          case RATE_LIMIT, QUOTA -> 429;
          case TIMEOUT -> 504;
          case INVALID_REQUEST, TOO_LARGE, CONFLICT -> 400;
          case AUTHENTICATION -> 401;
          case BILLING -> 402;
          case PERMISSION -> 403;
          case NOT_FOUND -> 404;
          case API -> 500;
        };
    return new ChatError(
        status, read.kind(), read.type(), read.message(), read.code(), null, read.requestId());
  }

  private void field(String field, JsonReader json, Fields into) {
    switch (field) {
      case "type" -> into.type = json.text();
      case "message" -> {
        if (json.isObject()) {
          json.fields(inner -> message(inner, json, into));
        }
      }
      case "content_block" -> json.fields(inner -> block(inner, json, into));
      case "delta" -> json.fields(inner -> deltaField(inner, json, into));
      case "usage" -> usage.read(json);
      default -> {
        // An index: only one block is open at a time.
      }
    }
  }

  private void message(String field, JsonReader json, Fields into) {
    switch (field) {
      case "id" -> into.id = orEmpty(json.looseText());
      case "model" -> into.model = orEmpty(json.looseText());
      case "usage" -> usage.read(json);
      default -> {
        // Empty content and the like.
      }
    }
  }

  private static void block(String field, JsonReader json, Fields into) {
    switch (field) {
      case "type" -> into.blockType = json.text();
      case "id" -> into.id = json.text();
      case "name" -> into.name = json.text();
      case "text", "thinking", "data" -> into.text = orEmpty(json.textOrNull());
      case "input" -> into.input = json.isObject() ? json.raw() : "{}";
      default -> {
        // An empty signature.
      }
    }
  }

  private static void deltaField(String field, JsonReader json, Fields into) {
    switch (field) {
      case "type" -> into.deltaType = json.text();
      case "text", "thinking", "signature", "partial_json" -> into.text = json.text();
      case "citation" -> into.page = PageCitation.read(json);
      case "stop_reason" -> into.stopReason = json.textOrNull();
      case "stop_sequence" -> into.stopSequence = json.textOrNull();
      case "stop_details" -> into.explanation = ResponseDecoder.explanation(json);
      default -> {
        // A container and what else may come.
      }
    }
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static final class Fields {
    String type = "";
    String id = "";
    String model = "";
    String blockType = "";
    String deltaType = "";
    String name = "";
    String text = "";
    String input = "{}";
    @Nullable PageCitation page;
    @Nullable String stopReason;
    @Nullable String stopSequence;
    @Nullable String explanation;
  }
}
