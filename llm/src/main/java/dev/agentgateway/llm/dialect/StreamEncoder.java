package dev.agentgateway.llm.dialect;

import dev.agentgateway.llm.chat.ChatEvent;
import dev.agentgateway.llm.sse.SseWriter;

/// Writes a stream of one dialect, event by event.
public interface StreamEncoder {

  void on(ChatEvent event, SseWriter out);

  /// The normal end, once the upstream's stream was complete.
  void end(SseWriter out);
}
