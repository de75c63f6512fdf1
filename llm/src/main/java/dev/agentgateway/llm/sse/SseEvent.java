package dev.agentgateway.llm.sse;

import org.jspecify.annotations.Nullable;

/// One event of a stream.
///
/// @param name of the field `event`; null without one
/// @param data the lines of `data`, joined by line feeds; bytes that are no UTF-8 are replaced
/// @param id of the field `id` in this event; null without one
public record SseEvent(@Nullable String name, String data, @Nullable String id) {

  /// What ends a complete stream of chat completions.
  public static final String DONE = "[DONE]";

  public boolean isDone() {
    return data.equals(DONE);
  }
}
