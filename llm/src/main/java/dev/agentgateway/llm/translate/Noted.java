package dev.agentgateway.llm.translate;

import dev.agentgateway.http.Failure;
import dev.agentgateway.llm.ReplyFacts;
import dev.agentgateway.llm.Usage;
import dev.agentgateway.llm.chat.ChatError;
import dev.agentgateway.llm.chat.ChatEvent;
import dev.agentgateway.llm.chat.Finish;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a stream told of itself so far.
final class Noted {

  private boolean isStarted;
  private boolean hasContent;
  private @Nullable String model;
  private @Nullable Usage usage;
  private @Nullable String finish;
  private @Nullable Failure failure;

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
          ChatEvent.ToolDelta _ ->
          content();
      case ChatEvent.Finished(Finish told) -> {
        content();
        finish = told.word();
      }
      case ChatEvent.UsageTold(Usage told) -> usage = told;
      case ChatEvent.Failed(ChatError error) ->
          fail(new Failure.UpstreamError(error.status(), error.type(), error.message()));
      case ChatEvent.PartEnded _, ChatEvent.Ended _, ChatEvent.Lost _ -> {}
    }
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
}
