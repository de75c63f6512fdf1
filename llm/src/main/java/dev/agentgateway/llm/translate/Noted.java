package dev.agentgateway.llm.translate;

import dev.agentgateway.http.Failure;
import dev.agentgateway.llm.ReplyFacts;
import dev.agentgateway.llm.Usage;
import dev.agentgateway.llm.chat.ChatError;
import dev.agentgateway.llm.chat.ChatEvent;
import dev.agentgateway.llm.chat.Finish;
import dev.agentgateway.llm.dialect.Dialect;
import dev.agentgateway.llm.sse.SseEvent;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// What a stream told of itself so far.
final class Noted {

  private final Dialect spoken;
  private final LongSupplier promptTokens;
  private long contentEvents;
  private long contentChars;
  private boolean isContent; // the event that is being noted
  private boolean isUsageTold; // to the end, not only at the start
  private boolean isStarted;
  private boolean hasContent;
  private @Nullable String model;
  private @Nullable Usage usage;
  private @Nullable String finish;
  private @Nullable Failure failure;

  /// @param spoken by the upstream
  /// @param promptTokens an estimate, counted when asked for
  Noted(Dialect spoken, LongSupplier promptTokens) {
    this.spoken = spoken;
    this.promptTokens = promptTokens;
  }

  void note(ChatEvent event) {
    switch (event) {
      case ChatEvent.Started started -> {
        isStarted = true;
        model = started.model().isEmpty() ? model : started.model();
        usage = started.usage() == null ? usage : started.usage();
      }
      case ChatEvent.TextDelta _,
          ChatEvent.DeclinedDelta _,
          ChatEvent.ThinkingDelta _,
          ChatEvent.Signature _,
          ChatEvent.Redacted _,
          ChatEvent.ToolStarted _,
          ChatEvent.ToolDelta _ -> {
        content();
        isContent = true;
      }
      case ChatEvent.Finished(Finish told) -> {
        content();
        finish = told.word();
      }
      case ChatEvent.UsageTold(Usage told) -> {
        usage = told;
        isUsageTold = true;
      }
      case ChatEvent.Failed(ChatError error) ->
          fail(new Failure.UpstreamError(error.status(), error.type(), error.message()));
      case ChatEvent.PartEnded _, ChatEvent.Ended _, ChatEvent.Lost _, ChatEvent.Cited _ -> {}
    }
  }

  /// An event of the upstream was noted as a whole.
  void noted(SseEvent event) {
    if (isContent) {
      isContent = false;
      count(event.data().length());
    }
  }

  /// An event holds content, which nobody needs to read.
  void content(SseEvent event) {
    content(event.data().length());
  }

  /// @param chars of the event's data
  void content(int chars) {
    content();
    count(chars);
  }

  private void count(int chars) {
    contentEvents++;
    contentChars += chars;
  }

  void content() {
    isStarted = true;
    hasContent = true;
  }

  void fail(Failure told) {
    failure = told;
  }

  boolean isStarted() {
    return isStarted;
  }

  boolean hasContent() {
    return hasContent;
  }

  boolean isFailed() {
    return failure != null;
  }

  ReplyFacts facts(List<String> dropped) {
    return new ReplyFacts(model, usage, finish, failure, dropped);
  }

  ReplyFacts lastFacts(List<String> dropped) {
    ReplyFacts facts = facts(dropped);
    Usage estimate = estimate();
    return estimate == null ? facts : facts.estimating(estimate);
  }

  /// About what a stream took that did not tell; null when it told, or there was nothing.
  @Nullable Usage estimate() {
    if (isUsageTold || contentEvents == 0) {
      return null;
    }
    long output = spoken.tokens(contentEvents, contentChars);
    return usage == null
        ? Usage.of(promptTokens.getAsLong(), output)
        : usage.withOutput(Math.max(usage.output(), output));
  }
}
