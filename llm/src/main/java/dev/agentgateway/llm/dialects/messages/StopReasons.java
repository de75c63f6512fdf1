package dev.agentgateway.llm.dialects.messages;

import dev.agentgateway.llm.chat.Finish;
import org.jspecify.annotations.Nullable;

/// Words for why an answer ended.
final class StopReasons {

  private StopReasons() {}

  static Finish read(
      @Nullable String word, @Nullable String sequence, @Nullable String explanation) {
    Finish.Reason reason =
        switch (word) {
          case "end_turn" -> Finish.Reason.STOP;
          case "stop_sequence" -> Finish.Reason.SEQUENCE;
          case "max_tokens" -> Finish.Reason.LENGTH;
          case "model_context_window_exceeded" -> Finish.Reason.CONTEXT_FULL;
          case "tool_use" -> Finish.Reason.TOOLS;
          case "refusal" -> Finish.Reason.DECLINED;
          case "pause_turn", "compaction" -> Finish.Reason.PAUSED;
          case null, default -> Finish.Reason.UNKNOWN;
        };
    return new Finish(reason, word == null ? "" : word, sequence, explanation);
  }

  static String write(Finish finish, boolean hasTools) {
    return switch (finish.reason()) {
      case STOP, PAUSED, UNKNOWN -> hasTools ? "tool_use" : "end_turn";
      case SEQUENCE -> hasTools ? "tool_use" : "stop_sequence";
      case LENGTH -> "max_tokens";
      case CONTEXT_FULL -> "model_context_window_exceeded";
      case TOOLS -> hasTools ? "tool_use" : "end_turn";
      case DECLINED -> "refusal";
    };
  }
}
