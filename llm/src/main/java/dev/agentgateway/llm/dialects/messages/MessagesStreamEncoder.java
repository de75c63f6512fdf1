package dev.agentgateway.llm.dialects.messages;

import dev.agentgateway.llm.Usage;
import dev.agentgateway.llm.chat.ChatEvent;
import dev.agentgateway.llm.chat.Finish;
import dev.agentgateway.llm.dialect.Asked;
import dev.agentgateway.llm.dialect.StreamEncoder;
import dev.agentgateway.llm.fidelity.Losses;
import dev.agentgateway.llm.fidelity.Refusal;
import dev.agentgateway.llm.json.JsonBytes;
import dev.agentgateway.llm.sse.SseWriter;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// Writes a stream of the Messages API: one block open at a time, indexes without a gap.
///
/// Of tool calls that come interleaved only the lowest that is not whole is streamed; the others
/// wait and are written when their turn comes; so does text that comes within a call.
final class MessagesStreamEncoder implements StreamEncoder {

  private final Asked asked;
  private final Losses losses;
  private final Map<Integer, ToolBlock> waiting = new TreeMap<>();
  private Open open = Open.NOTHING;
  private final StringBuilder textAfter = new StringBuilder(); // the call that is open
  private final Map<Integer, ToolBlock> closed = new TreeMap<>();
  private @Nullable ToolBlock current;
  private int index;
  private boolean isStarted;
  private boolean hasTools;
  private boolean isDeclined;
  private final StringBuilder declined = new StringBuilder();
  private Finish finish = Finish.of(Finish.Reason.UNKNOWN, "");
  private @Nullable Usage usage;
  private @Nullable String serviceTier;

  private enum Open {
    NOTHING,
    TEXT,
    THINKING,
    TOOL
  }

  MessagesStreamEncoder(Asked asked, Losses losses) {
    this.asked = asked;
    this.losses = losses;
  }

  @Override
  public void on(ChatEvent event, SseWriter out) {
    switch (event) {
      case ChatEvent.Started started -> start(started, out);
      case ChatEvent.TextDelta(String text) -> text(text, out);
      case ChatEvent.DeclinedDelta(String text) -> {
        isDeclined = true;
        declined.append(text);
        text(text, out);
      }
      case ChatEvent.ThinkingDelta(String text) -> {
        if (!text.isEmpty()) {
          openThinking(out);
          delta(out, "thinking_delta", "thinking", text);
        }
      }
      case ChatEvent.Signature(String signature) -> {
        openThinking(out);
        delta(out, "signature_delta", "signature", signature);
        close(out);
      }
      case ChatEvent.Redacted(String data) -> {
        close(out);
        blockStart(
            out,
            json -> {
              json.writeStringProperty("type", "redacted_thinking");
              json.writeStringProperty("data", data);
            });
        blockStop(out);
      }
      case ChatEvent.ToolStarted(int tool, String id, String name) ->
          toolStarted(tool, id, name, out);
      case ChatEvent.ToolDelta(int tool, String fragment) -> toolDelta(tool, fragment, out);
      case ChatEvent.PartEnded _ -> close(out);
      case ChatEvent.Finished(Finish told) -> {
        finish = told;
        if (told.reason() != Finish.Reason.LENGTH) {
          closed.values().forEach(MessagesStreamEncoder::check);
          waiting.values().forEach(MessagesStreamEncoder::check);
          check(current);
        }
      }
      case ChatEvent.UsageTold(Usage told) -> usage = told;
      case ChatEvent.Cited(String url, String title) -> cited(new PageCitation(url, title), out);
      case ChatEvent.Lost(String field) -> losses.drop(field);
      case ChatEvent.Failed _, ChatEvent.Ended _ -> {
        // The caller says how the stream ends.
      }
    }
  }

  @Override
  public void end(SseWriter out) {
    if (!isStarted) {
      start(new ChatEvent.Started("", asked.request().model(), 0, null, null), out);
    }
    close(out);
    if (finish.reason() == Finish.Reason.UNKNOWN && !finish.word().isEmpty()) {
      losses.drop("finish_reason=" + finish.word());
    }
    boolean isRefusal = isDeclined || finish.reason() == Finish.Reason.DECLINED;
    event(
        out,
        "message_delta",
        json -> {
          json.writeObjectPropertyStart("delta");
          json.writeStringProperty(
              "stop_reason", isRefusal ? "refusal" : StopReasons.write(finish, hasTools));
          if (finish.sequence() == null) {
            json.writeNullProperty("stop_sequence");
          } else {
            json.writeStringProperty("stop_sequence", finish.sequence());
          }
          if (isRefusal) {
            ResponseEncoder.stopDetails(json, declined.toString());
          }
          json.writeEndObject();
          json.writeName("usage");
          ResponseEncoder.usage(json, known(), serviceTier);
        });
    event(out, "message_stop", json -> {});
  }

  private void start(ChatEvent.Started started, SseWriter out) {
    isStarted = true;
    usage = started.usage() == null ? usage : started.usage();
    serviceTier = started.serviceTier();
    event(
        out,
        "message_start",
        json -> {
          json.writeObjectPropertyStart("message");
          json.writeStringProperty("id", started.id());
          json.writeStringProperty("type", "message");
          json.writeStringProperty("role", "assistant");
          json.writeStringProperty(
              "model", started.model().isEmpty() ? asked.request().model() : started.model());
          json.writeArrayPropertyStart("content");
          json.writeEndArray();
          json.writeNullProperty("stop_reason");
          json.writeNullProperty("stop_sequence");
          json.writeName("usage");
          ResponseEncoder.usage(json, known(), serviceTier);
          json.writeEndObject();
        });
    event(out, "ping", json -> {});
  }

  /// What the upstream told, or an estimate of the prompt: clients watch how full the context is.
  private Usage known() {
    return usage != null ? usage : new Usage(asked.promptTokens().getAsLong(), 0, 0, 0, 0, 0, 0, 0);
  }

  private void text(String text, SseWriter out) {
    if (text.isEmpty()) {
      return;
    }
    if (current != null && current.isWithin()) {
      textAfter.append(text);
      return;
    }
    if (open != Open.TEXT) {
      close(out);
      blockStart(
          out,
          json -> {
            json.writeStringProperty("type", "text");
            json.writeStringProperty("text", "");
          });
      open = Open.TEXT;
    }
    delta(out, "text_delta", "text", text);
  }

  private void cited(PageCitation page, SseWriter out) {
    if (open != Open.TEXT) {
      losses.drop("choices[0].delta.annotations");
      return;
    }
    event(
        out,
        "content_block_delta",
        json -> {
          json.writeNumberProperty("index", index);
          json.writeObjectPropertyStart("delta");
          json.writeStringProperty("type", "citations_delta");
          json.writeName("citation");
          page.write(json, "");
          json.writeEndObject();
        });
  }

  private void openThinking(SseWriter out) {
    if (open != Open.THINKING) {
      close(out);
      blockStart(
          out,
          json -> {
            json.writeStringProperty("type", "thinking");
            json.writeStringProperty("thinking", "");
            json.writeStringProperty("signature", "");
          });
      open = Open.THINKING;
    }
  }

  private void toolStarted(int tool, String id, String name, SseWriter out) {
    ToolBlock block = new ToolBlock(tool, id, name);
    if (open == Open.TOOL) {
      waiting.put(tool, block);
    } else {
      close(out);
      openTool(block, out);
    }
  }

  private void toolDelta(int tool, String fragment, SseWriter out) {
    ToolBlock open = current;
    if (open != null && open.index() == tool) {
      stream(open, fragment, out);
      if (open.isWhole()) {
        closeTool(out);
        openNext(out);
        if (current == null) {
          textAfter(out);
        }
      }
      return;
    }
    ToolBlock later = waiting.get(tool);
    ToolBlock before = closed.get(tool);
    if (later != null) {
      later.hold(fragment);
    } else if (before != null && !before.isWhole()) {
      before.take(fragment);
    }
  }

  /// What was sent of a call's arguments must be an object, unless a limit cut it off.
  private static void check(@Nullable ToolBlock block) {
    if (block != null && block.isBroken()) {
      throw new Refusal(
          "choices[0].delta.tool_calls",
          "choices[0].delta.tool_calls: arguments of `" + block.name() + "` are no JSON object");
    }
  }

  private void openTool(ToolBlock block, SseWriter out) {
    hasTools = true;
    open = Open.TOOL;
    current = block;
    blockStart(
        out,
        json -> {
          json.writeStringProperty("type", "tool_use");
          json.writeStringProperty("id", ToolIds.legal(block.id()));
          json.writeStringProperty("name", asked.names().toClient(block.name()));
          json.writeObjectPropertyStart("input");
          json.writeEndObject();
        });
    stream(block, block.held(), out);
  }

  private void stream(ToolBlock block, String fragment, SseWriter out) {
    String part = block.take(fragment);
    if (!part.isEmpty()) {
      delta(out, "input_json_delta", "partial_json", part);
    }
  }

  private void closeTool(SseWriter out) {
    blockStop(out);
    if (current != null) {
      closed.put(current.index(), current);
    }
    current = null;
    open = Open.NOTHING;
  }

  private void textAfter(SseWriter out) {
    String text = textAfter.toString();
    textAfter.setLength(0);
    text(text, out);
  }

  /// Opens the calls that wait, until one is not whole yet.
  private void openNext(SseWriter out) {
    while (open == Open.NOTHING && !waiting.isEmpty()) {
      int lowest = waiting.keySet().iterator().next();
      ToolBlock block = waiting.get(lowest);
      waiting.remove(lowest);
      if (block != null) {
        openTool(block, out);
        if (block.isWhole()) {
          closeTool(out);
        }
      }
    }
  }

  /// Closes what is open, and all calls that still wait.
  private void close(SseWriter out) {
    if (open == Open.TOOL) {
      closeTool(out);
      openNext(out);
      while (open == Open.TOOL) {
        closeTool(out);
        openNext(out);
      }
      if (!textAfter.isEmpty()) {
        textAfter(out);
        close(out);
      }
    } else if (open != Open.NOTHING) {
      blockStop(out);
      open = Open.NOTHING;
    }
  }

  private void blockStart(SseWriter out, Consumer<JsonGenerator> block) {
    event(
        out,
        "content_block_start",
        json -> {
          json.writeNumberProperty("index", index);
          json.writeObjectPropertyStart("content_block");
          block.accept(json);
          json.writeEndObject();
        });
  }

  private void blockStop(SseWriter out) {
    event(out, "content_block_stop", json -> json.writeNumberProperty("index", index));
    index++;
  }

  private void delta(SseWriter out, String type, String field, String text) {
    event(
        out,
        "content_block_delta",
        json -> {
          json.writeNumberProperty("index", index);
          json.writeObjectPropertyStart("delta");
          json.writeStringProperty("type", type);
          json.writeStringProperty(field, text);
          json.writeEndObject();
        });
  }

  private static void event(SseWriter out, String name, Consumer<JsonGenerator> body) {
    out.event(
        name,
        JsonBytes.object(json -> {
          json.writeStringProperty("type", name);
          body.accept(json);
        }));
  }
}
