package dev.agentgateway.llm.chat;

import org.jspecify.annotations.Nullable;

/// How the model is to think before it answers.
///
/// @param budget tokens for it, where the request names them
/// @param effort `none`, `minimal`, `low`, `medium`, `high`, `xhigh` or `max`
/// @param display `summarized` or `omitted`
public record Thinking(
    Mode mode, @Nullable Long budget, @Nullable String effort, @Nullable String display) {

  public static final Thinking UNSET = new Thinking(Mode.UNSET, null, null, null);

  /// What was said of thinking as such.
  public enum Mode {
    UNSET,
    ADAPTIVE,
    BUDGET,
    OFF,
    BETWEEN_TOOLS
  }
}
