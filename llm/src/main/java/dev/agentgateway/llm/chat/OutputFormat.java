package dev.agentgateway.llm.chat;

import org.jspecify.annotations.Nullable;

/// The shape that the answer must have.
public sealed interface OutputFormat {

  /// Any JSON object.
  record AnyObject() implements OutputFormat {}

  /// @param schema as written
  record Schema(@Nullable String name, String schema, @Nullable Boolean strict)
      implements OutputFormat {}
}
