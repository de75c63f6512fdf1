package dev.agentgateway.llm.chat;

import org.jspecify.annotations.Nullable;

/// Why an answer ended.
///
/// @param word in the upstream's own words, for logs
/// @param sequence the stop sequence that was met, where the upstream names it
/// @param explanation why a model declined, where the upstream says
public record Finish(
    Reason reason, String word, @Nullable String sequence, @Nullable String explanation) {

  public static Finish of(Reason reason, String word) {
    return new Finish(reason, word, null, null);
  }

  /// Reasons that dialects tell apart.
  public enum Reason {
    STOP,
    SEQUENCE,
    LENGTH,
    CONTEXT_FULL,
    TOOLS,
    DECLINED,
    PAUSED,
    UNKNOWN
  }
}
