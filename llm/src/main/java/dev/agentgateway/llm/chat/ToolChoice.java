package dev.agentgateway.llm.chat;

import java.util.List;

/// Whether the model calls tools, and which.
public sealed interface ToolChoice {

  record Auto() implements ToolChoice {}

  record None() implements ToolChoice {}

  record Required() implements ToolChoice {}

  record Named(String name) implements ToolChoice {}

  /// Only some of the tools.
  record Allowed(boolean isRequired, List<String> names) implements ToolChoice {

    public Allowed {
      names = List.copyOf(names);
    }
  }
}
