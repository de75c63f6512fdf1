package dev.agentgateway.llm.rules;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How much a model thinks, from least to most.
public enum Effort {
  NONE,
  MINIMAL,
  LOW,
  MEDIUM,
  HIGH,
  XHIGH,
  MAX;

  /// As both dialects write it.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Null for a word that is no effort.
  public static @Nullable Effort of(String word) {
    for (Effort effort : values()) {
      if (effort.word().equals(word)) {
        return effort;
      }
    }
    return null;
  }
}
