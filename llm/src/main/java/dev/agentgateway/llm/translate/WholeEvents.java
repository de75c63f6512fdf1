package dev.agentgateway.llm.translate;

import dev.agentgateway.llm.Usage;
import dev.agentgateway.llm.chat.ChatEvent;
import dev.agentgateway.llm.chat.ChatResponse;
import dev.agentgateway.llm.chat.Citation;
import dev.agentgateway.llm.chat.Part;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A whole answer as the steps of a stream: some upstreams answer whole where a stream was asked
/// for, and clients that wait for events see nothing of that.
final class WholeEvents {

  private final List<ChatEvent> events = new ArrayList<>();
  private int characters;
  private int calls;

  private WholeEvents() {}

  /// @param usage the upstream's own, or an estimate
  static List<ChatEvent> of(ChatResponse response, @Nullable Usage usage) {
    WholeEvents whole = new WholeEvents();
    whole.events.add(
        new ChatEvent.Started(
            response.id(), response.model(), response.created(), usage, response.serviceTier()));
    for (Part part : response.parts()) {
      whole.part(part, response.citations());
      whole.events.add(new ChatEvent.PartEnded());
    }
    whole.events.add(new ChatEvent.Finished(response.finish()));
    if (usage != null) {
      whole.events.add(new ChatEvent.UsageTold(usage));
    }
    return whole.events;
  }

  private void part(Part part, List<Citation> citations) {
    switch (part) {
      case Part.Text(String text, _) -> text(text, citations);
      case Part.Declined(String text) -> events.add(new ChatEvent.DeclinedDelta(text));
      case Part.Thinking(String text, String signature) -> {
        events.add(new ChatEvent.ThinkingDelta(text));
        if (signature != null) {
          events.add(new ChatEvent.Signature(signature));
        }
      }
      case Part.Redacted(String data) -> events.add(new ChatEvent.Redacted(data));
      case Part.ToolCall call -> {
        events.add(new ChatEvent.ToolStarted(calls, call.id(), call.name()));
        events.add(new ChatEvent.ToolDelta(calls++, call.arguments()));
      }
      case Part.Image _, Part.Document _, Part.ToolResult _ ->
          throw new IllegalArgumentException("a part that models do not write: " + part);
    }
  }

  /// Citations count the characters of all texts together.
  private void text(String text, List<Citation> citations) {
    int start = characters;
    characters += text.length();
    events.add(new ChatEvent.TextDelta(text));
    for (Citation citation : citations) {
      if (citation.start() >= start && citation.start() < characters) {
        events.add(new ChatEvent.Cited(citation.url(), citation.title()));
      }
    }
  }
}
