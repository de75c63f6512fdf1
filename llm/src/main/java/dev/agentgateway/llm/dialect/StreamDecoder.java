package dev.agentgateway.llm.dialect;

import dev.agentgateway.llm.chat.ChatEvent;
import dev.agentgateway.llm.sse.SseEvent;
import java.util.List;

/// Reads a stream of one dialect, event by event.
public interface StreamDecoder {

  /// @throws dev.agentgateway.llm.fidelity.Refusal when the event is no valid JSON
  List<ChatEvent> on(SseEvent event);

  /// Whether what came so far is a complete stream.
  boolean isComplete();
}
