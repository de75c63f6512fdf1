package dev.agentgateway.llm.dialects.completions;

import dev.agentgateway.llm.chat.Finish;
import org.jspecify.annotations.Nullable;

/// Words for why an answer ended.
final class FinishReasons {

  private FinishReasons() {}

  /// @param met the stop sequence that was met, which vLLM and SGLang name
  static Finish read(@Nullable String word, @Nullable String met) {
    if ("stop".equals(word) && met != null && !met.isEmpty()) {
      return new Finish(Finish.Reason.SEQUENCE, "stop", met, null);
    }
    Finish.Reason reason =
        switch (word) {
          case "stop" -> Finish.Reason.STOP;
          case "length" -> Finish.Reason.LENGTH;
          case "tool_calls", "function_call" -> Finish.Reason.TOOLS;
          case "content_filter" -> Finish.Reason.DECLINED;
          case null, default -> Finish.Reason.UNKNOWN;
        };
    return Finish.of(reason, word == null ? "" : word);
  }

  static String write(Finish finish, boolean hasTools, boolean isLegacy) {
    String tools = isLegacy ? "function_call" : "tool_calls";
    return switch (finish.reason()) {
      case STOP, SEQUENCE, PAUSED, UNKNOWN -> hasTools ? tools : "stop";
      case LENGTH, CONTEXT_FULL -> "length";
      case TOOLS -> hasTools ? tools : "stop";
      case DECLINED -> "content_filter";
    };
  }
}
