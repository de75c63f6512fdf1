package dev.agentgateway.llm.dialects.completions;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.llm.Usage;
import dev.agentgateway.llm.chat.ChatEvent;
import dev.agentgateway.llm.chat.Finish;
import dev.agentgateway.llm.dialect.Asked;
import dev.agentgateway.llm.dialect.StreamEncoder;
import dev.agentgateway.llm.fidelity.Losses;
import dev.agentgateway.llm.json.JsonBytes;
import dev.agentgateway.llm.json.JsonText;
import dev.agentgateway.llm.sse.SseWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// Writes a stream of chat completions.
///
/// Clients join every text that repeats, so role, ids and names come once.
final class CompletionsStreamEncoder implements StreamEncoder {

  private final Asked asked;
  private final Losses losses;
  private String id = "";
  private String model = "";
  private long created;
  private @Nullable String serviceTier;
  private boolean isStarted;
  private boolean isFinished;
  private @Nullable Usage usage;
  private int thought;
  private boolean isThinking;
  private boolean isThoughtMarked;
  private int textPoints; // code points of all text
  private int partPoints; // where the part that is open began
  private final List<ChatEvent.Cited> cited = new ArrayList<>();
  private int openTool = -1;
  private final Set<Integer> toolsWithArguments = new HashSet<>();
  private boolean hasTools;
  private @Nullable Frame frame;

  CompletionsStreamEncoder(Asked asked, Losses losses) {
    this.asked = asked;
    this.losses = losses;
  }

  @Override
  public void on(ChatEvent event, SseWriter out) {
    switch (event) {
      case ChatEvent.Started started -> start(started, out);
      case ChatEvent.TextDelta(String text) -> {
        if (!text.isEmpty()) {
          content(text, out);
        }
      }
      case ChatEvent.DeclinedDelta(String text) ->
          delta(out, json -> json.writeStringProperty("refusal", text));
      case ChatEvent.ThinkingDelta(String text) -> thinking(text, out);
      case ChatEvent.Signature(String signature) -> {
        isThinking = true;
        detail(out, null, json -> json.writeStringProperty("signature", signature));
      }
      case ChatEvent.Redacted(String data) -> redacted(data, out);
      case ChatEvent.ToolStarted(int tool, String callId, String name) ->
          toolStarted(tool, callId, name, out);
      case ChatEvent.ToolDelta(int tool, String fragment) -> toolDelta(tool, fragment, out);
      case ChatEvent.PartEnded _ -> partEnded(out);
      case ChatEvent.Finished(Finish finish) -> finish(finish, out);
      case ChatEvent.UsageTold(Usage told) -> usage = told;
      case ChatEvent.Cited page -> cited.add(page);
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
    if (!isFinished) {
      finish(Finish.of(Finish.Reason.STOP, ""), out);
    }
    Usage told = usage;
    if (asked.request().isUsageAsked() && told != null) {
      out.data(
          JsonBytes.object(json -> {
            frame(json);
            json.writeArrayPropertyStart("choices");
            json.writeEndArray();
            json.writeName("usage");
            UsageJson.write(json, told);
          }));
    }
    out.done();
  }

  private void start(ChatEvent.Started started, SseWriter out) {
    isStarted = true;
    id = started.id();
    model = started.model().isEmpty() ? asked.request().model() : started.model();
    serviceTier = started.serviceTier();
    created = started.created() > 0 ? started.created() : asked.at();
    usage = started.usage();
    frame = null;
    delta(
        out,
        json -> {
          json.writeStringProperty("role", "assistant");
          json.writeStringProperty("content", "");
        });
  }

  /// Nearly all events of a stream are this one, and differ in nothing but the text.
  private void content(String text, SseWriter out) {
    textPoints += text.codePointCount(0, text.length());
    Frame around =
        frame == null
            ? Frame.around(chunkOf(json -> json.writeStringProperty("content", "")))
            : frame;
    frame = around;
    out.oneLine(around.head(), JsonText.quoted(text), around.tail());
  }

  private void thinking(String text, SseWriter out) {
    if (text.isEmpty()) {
      return;
    }
    isThinking = true;
    detail(out, text, json -> json.writeStringProperty("text", text));
  }

  private void redacted(String data, SseWriter out) {
    delta(
        out,
        json -> {
          json.writeArrayPropertyStart("reasoning_details");
          json.writeStartObject();
          json.writeStringProperty("type", "reasoning.encrypted");
          json.writeStringProperty("data", data);
          json.writeStringProperty("format", ReasoningDecoder.CLAUDE_FORMAT);
          json.writeNumberProperty("index", thought);
          json.writeEndObject();
          json.writeEndArray();
        });
    thought++;
  }

  /// One item of `reasoning_details`. Its format comes once a block, since clients join texts.
  private void detail(SseWriter out, @Nullable String plain, Consumer<JsonGenerator> body) {
    delta(
        out,
        json -> {
          if (plain != null) {
            json.writeStringProperty("reasoning_content", plain);
            json.writeStringProperty("reasoning", plain);
          }
          json.writeArrayPropertyStart("reasoning_details");
          json.writeStartObject();
          json.writeStringProperty("type", "reasoning.text");
          body.accept(json);
          if (!isThoughtMarked) {
            json.writeStringProperty("format", ReasoningDecoder.CLAUDE_FORMAT);
          }
          json.writeNumberProperty("index", thought);
          json.writeEndObject();
          json.writeEndArray();
        });
    isThoughtMarked = true;
  }

  private void toolStarted(int tool, String callId, String name, SseWriter out) {
    if (isPastLegacy(tool)) {
      losses.drop("content[].tool_use");
      return;
    }
    hasTools = true;
    openTool = tool;
    String known = asked.names().toClient(name);
    if (asked.request().isLegacyFunctions()) {
      delta(
          out,
          json -> {
            json.writeObjectPropertyStart("function_call");
            json.writeStringProperty("name", known);
            json.writeStringProperty("arguments", "");
            json.writeEndObject();
          });
      return;
    }
    call(
        out,
        tool,
        json -> {
          json.writeStringProperty("id", callId);
          json.writeStringProperty("type", "function");
          json.writeObjectPropertyStart("function");
          json.writeStringProperty("name", known);
          json.writeStringProperty("arguments", "");
          json.writeEndObject();
        });
  }

  private void toolDelta(int tool, String fragment, SseWriter out) {
    if (fragment.isEmpty() || isPastLegacy(tool)) {
      return;
    }
    toolsWithArguments.add(tool);
    Consumer<JsonGenerator> arguments = json -> json.writeStringProperty("arguments", fragment);
    if (asked.request().isLegacyFunctions()) {
      delta(
          out,
          json -> {
            json.writeObjectPropertyStart("function_call");
            arguments.accept(json);
            json.writeEndObject();
          });
      return;
    }
    call(
        out,
        tool,
        json -> {
          json.writeObjectPropertyStart("function");
          arguments.accept(json);
          json.writeEndObject();
        });
  }

  /// `function_call` holds one call, and clients would join the texts of several.
  private boolean isPastLegacy(int tool) {
    return tool > 0 && asked.request().isLegacyFunctions();
  }

  private void call(SseWriter out, int tool, Consumer<JsonGenerator> body) {
    delta(
        out,
        json -> {
          json.writeArrayPropertyStart("tool_calls");
          json.writeStartObject();
          json.writeNumberProperty("index", tool);
          body.accept(json);
          json.writeEndObject();
          json.writeEndArray();
        });
  }

  private void partEnded(SseWriter out) {
    if (!cited.isEmpty()) {
      delta(
          out,
          json -> {
            json.writeArrayPropertyStart("annotations");
            for (ChatEvent.Cited page : cited) {
              new Annotation(partPoints, textPoints, page.url(), page.title()).write(json);
            }
            json.writeEndArray();
          });
      cited.clear();
    }
    partPoints = textPoints;
    if (isThinking) {
      isThinking = false;
      isThoughtMarked = false;
      thought++;
    }
    if (openTool >= 0 && !toolsWithArguments.contains(openTool)) {
      toolDelta(openTool, "{}", out);
    }
    openTool = -1;
  }

  private void finish(Finish finish, SseWriter out) {
    if (isFinished) {
      return;
    }
    partEnded(out);
    isFinished = true;
    if (finish.explanation() != null) {
      delta(out, json -> json.writeStringProperty("refusal", finish.explanation()));
    }
    if (finish.reason() == Finish.Reason.PAUSED || finish.reason() == Finish.Reason.UNKNOWN) {
      losses.drop("stop_reason=" + finish.word());
    }
    chunk(
        out,
        json -> {},
        FinishReasons.write(finish, hasTools, asked.request().isLegacyFunctions()));
  }

  private void delta(SseWriter out, Consumer<JsonGenerator> delta) {
    chunk(out, delta, null);
  }

  private void chunk(SseWriter out, Consumer<JsonGenerator> delta, @Nullable String finishReason) {
    out.data(chunkOf(delta, finishReason));
  }

  private byte[] chunkOf(Consumer<JsonGenerator> delta) {
    return chunkOf(delta, null);
  }

  private byte[] chunkOf(Consumer<JsonGenerator> delta, @Nullable String finishReason) {
    return JsonBytes.object(json -> {
      frame(json);
      json.writeArrayPropertyStart("choices");
      json.writeStartObject();
      json.writeNumberProperty("index", 0);
      json.writeObjectPropertyStart("delta");
      delta.accept(json);
      json.writeEndObject();
      if (finishReason == null) {
        json.writeNullProperty("finish_reason");
      } else {
        json.writeStringProperty("finish_reason", finishReason);
      }
      json.writeEndObject();
      json.writeEndArray();
      if (asked.request().isUsageAsked()) {
        json.writeNullProperty("usage");
      }
    });
  }

  /// A chunk's bytes before and behind its text.
  private static final class Frame {

    private static final byte[] EMPTY = "\"content\":\"\"".getBytes(UTF_8);

    private final byte[] head;
    private final byte[] tail;

    private Frame(byte[] head, byte[] tail) {
      this.head = head;
      this.tail = tail;
    }

    /// @param chunk whose content is empty; what comes before it holds no such bytes unescaped
    static Frame around(byte[] chunk) {
      String text = new String(chunk, ISO_8859_1);
      int at = text.indexOf(new String(EMPTY, ISO_8859_1)) + EMPTY.length - 2;
      return new Frame(Arrays.copyOf(chunk, at), Arrays.copyOfRange(chunk, at + 2, chunk.length));
    }

    byte[] head() {
      return head;
    }

    byte[] tail() {
      return tail;
    }
  }

  private void frame(JsonGenerator json) {
    json.writeStringProperty("id", id);
    json.writeStringProperty("object", "chat.completion.chunk");
    json.writeNumberProperty("created", created);
    json.writeStringProperty("model", model);
    if (asked.request().serviceTier() != null) {
      JsonBytes.text(json, "service_tier", serviceTier);
    }
  }
}
