package dev.agentgateway.llm.rules;

import java.util.Locale;

/// Values of `thinking.type` at Anthropic.
public enum ThinkingMode {
  ADAPTIVE,
  /// With `budget_tokens`.
  ENABLED,
  DISABLED,
  /// In place of disabled where thinking cannot be switched off.
  BETWEEN_TOOLS;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
