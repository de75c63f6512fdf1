package dev.agentgateway.llm.dialects.completions;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.llm.Usage;
import dev.agentgateway.llm.chat.ChatError;
import dev.agentgateway.llm.chat.ChatEvent;
import dev.agentgateway.llm.chat.Part;
import dev.agentgateway.llm.dialect.StreamDecoder;
import dev.agentgateway.llm.json.JsonReader;
import dev.agentgateway.llm.sse.SseEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a stream of chat completions.
///
/// ```
/// START ─ chunk ─▶ BODY ─ chunk* ─ finish_reason ─▶ FINISHED ─ usage? ─ [DONE]? ─▶ END
///                                             any ─ {"error": …} ─▶ END
/// ```
final class CompletionsStreamDecoder implements StreamDecoder {

  private final StreamedCalls calls = new StreamedCalls();
  private boolean isStarted;
  private boolean isThinkingPlain;
  private boolean isFinished;
  private boolean isDone;

  @Override
  public boolean isComplete() {
    return isFinished || isDone;
  }

  @Override
  public List<ChatEvent> on(SseEvent event) {
    if (event.isDone()) {
      isDone = true;
      return List.of(new ChatEvent.Ended());
    }
    byte[] data = event.data().getBytes(UTF_8);
    Chunk chunk = new Chunk();
    JsonReader.read(data, json -> json.fields(field -> field(field, json, chunk)));
    if (chunk.isError) {
      return List.of(new ChatEvent.Failed(error(data)));
    }
    List<ChatEvent> events = new ArrayList<>();
    if (!isStarted && (chunk.isChunk || !chunk.id.isEmpty())) {
      isStarted = true;
      calls.named(chunk.id);
      events.add(
          new ChatEvent.Started(chunk.id, chunk.model, chunk.created, null, chunk.serviceTier));
    }
    content(chunk, events);
    if (chunk.finishReason != null) {
      isFinished = true;
      calls.finish();
      events.add(new ChatEvent.Finished(FinishReasons.read(chunk.finishReason, chunk.met)));
    }
    if (chunk.usage != null) {
      events.add(new ChatEvent.UsageTold(chunk.usage));
    }
    return events;
  }

  private void content(Chunk chunk, List<ChatEvent> events) {
    thinking(chunk.reasoning, events);
    if (!chunk.text.isEmpty()) {
      events.add(new ChatEvent.TextDelta(chunk.text.toString()));
    }
    if (!chunk.refusal.isEmpty()) {
      events.add(new ChatEvent.DeclinedDelta(chunk.refusal.toString()));
    }
    for (StreamedCalls.Fragment fragment : chunk.fragments) {
      calls.take(fragment, events);
    }
    for (Annotation annotation : chunk.annotations) {
      events.add(
          annotation == null
              ? new ChatEvent.Lost("choices[].delta.annotations")
              : new ChatEvent.Cited(annotation.url(), annotation.title()));
    }
  }

  /// Some servers send each piece in both ways, some the blocks at the end once more: where plain
  /// text comes, it is the text, and blocks give no more than their signatures.
  private void thinking(ReasoningDecoder reasoning, List<ChatEvent> events) {
    if (!reasoning.plain().isEmpty()) {
      isThinkingPlain = true;
      events.add(new ChatEvent.ThinkingDelta(reasoning.plain()));
    }
    for (Part part : reasoning.parts()) {
      if (part instanceof Part.Thinking(String text, String signature)) {
        if (!text.isEmpty() && !isThinkingPlain) {
          events.add(new ChatEvent.ThinkingDelta(text));
        }
        if (signature != null) {
          events.add(new ChatEvent.Signature(signature));
        }
      } else if (part instanceof Part.Redacted(String data)) {
        events.add(new ChatEvent.Redacted(data));
      }
    }
  }

  private static ChatError error(byte[] data) {
    ChatError read = CompletionsErrors.decode(500, data);
    boolean isOverload = read.type().equals("rate_limit_exceeded") || "429".equals(read.code());
    return isOverload
        ? new ChatError(
            429, ChatError.Kind.RATE_LIMIT, read.type(), read.message(), read.code(), null, null)
        : read;
  }

  private static void field(String field, JsonReader json, Chunk chunk) {
    switch (field) {
      case "id" -> chunk.id = or(json, chunk.id);
      case "model" -> chunk.model = or(json, chunk.model);
      case "created" -> chunk.created = json.count();
      case "service_tier" -> chunk.serviceTier = json.textOrNull();
      case "error" -> chunk.isError = !json.isNull();
      case "usage" -> chunk.usage = json.isNull() ? null : UsageJson.read(json);
      case "choices" ->
          json.items(i -> {
            chunk.isChunk = true;
            choice(json, chunk);
          });
      default -> {
        // Obfuscation, a fingerprint and what else may come.
      }
    }
  }

  /// Choices but the first belong to a client that asked for several, which no other dialect has.
  private static void choice(JsonReader json, Chunk chunk) {
    Chunk read = new Chunk();
    List<Long> index = new ArrayList<>();
    json.fields(field -> {
      switch (field) {
        case "index" -> index.add(json.count());
        case "delta" -> json.fields(inner -> delta(inner, json, read));
        case "finish_reason" -> read.finishReason = json.textOrNull();
        case "stop_reason" -> read.met = json.isText() ? json.text() : null;
        default -> {
          // Log probabilities.
        }
      }
    });
    if (index.isEmpty() || index.getLast() == 0) {
      chunk.text.append(read.text);
      chunk.refusal.append(read.refusal);
      chunk.reasoning = read.reasoning;
      chunk.fragments.addAll(read.fragments);
      chunk.annotations.addAll(read.annotations);
      chunk.finishReason = read.finishReason;
      chunk.met = read.met;
    }
  }

  private static void delta(String field, JsonReader json, Chunk chunk) {
    switch (field) {
      case "content" -> ContentParts.read(json, chunk.text, chunk.reasoning);
      case "refusal" -> chunk.refusal.append(or(json, ""));
      case "tool_calls" -> json.items(i -> chunk.fragments.add(StreamedCalls.Fragment.read(json)));
      case "function_call" -> {
        if (!json.isNull()) {
          chunk.fragments.add(StreamedCalls.Fragment.readFunctionCall(json));
        }
      }
      case "annotations" -> json.items(i -> chunk.annotations.add(Annotation.read(json)));
      default -> chunk.reasoning.read(field, json);
    }
  }

  private static String or(JsonReader json, String otherwise) {
    String text = json.looseText();
    return text == null ? otherwise : text;
  }

  private static final class Chunk {
    String id = "";
    String model = "";
    long created;
    @Nullable String serviceTier;
    boolean isChunk;
    boolean isError;
    final List<@Nullable Annotation> annotations = new ArrayList<>();
    final StringBuilder text = new StringBuilder();
    final StringBuilder refusal = new StringBuilder();
    ReasoningDecoder reasoning = new ReasoningDecoder();
    final List<StreamedCalls.Fragment> fragments = new ArrayList<>();
    @Nullable String finishReason;
    @Nullable String met;
    @Nullable Usage usage;
  }
}
