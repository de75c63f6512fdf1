package dev.agentgateway.llm.translate;

import dev.agentgateway.llm.chat.ChatEvent;
import dev.agentgateway.llm.chat.ChatEvent.TextDelta;
import dev.agentgateway.llm.chat.ChatEvent.ThinkingDelta;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Puts the halves of a character together that came in two events: a client decodes each event by
/// itself, and half a character is none in UTF-8.
final class WholeCharacters {

  private @Nullable ChatEvent half;

  /// Gives an event on, without the half that ends it and with the one that ended the last.
  void on(ChatEvent event, Consumer<ChatEvent> next) {
    ChatEvent whole = event;
    if (half != null) {
      ChatEvent first = half;
      half = null;
      ChatEvent joined = joined(first, event);
      if (joined == null) {
        next.accept(first);
      } else {
        whole = joined;
      }
    }
    String text = text(whole);
    if (text == null
        || text.isEmpty()
        || !Character.isHighSurrogate(text.charAt(text.length() - 1))) {
      next.accept(whole);
      return;
    }
    int end = text.length() - 1;
    half = with(whole, text.substring(end));
    if (end > 0) {
      next.accept(with(whole, text.substring(0, end)));
    }
  }

  private static @Nullable ChatEvent joined(ChatEvent first, ChatEvent second) {
    if (first instanceof TextDelta(String one) && second instanceof TextDelta(String other)) {
      return new TextDelta(one + other);
    }
    return first instanceof ThinkingDelta(String one)
            && second instanceof ThinkingDelta(String other)
        ? new ThinkingDelta(one + other)
        : null;
  }

  private static @Nullable String text(ChatEvent event) {
    if (event instanceof TextDelta(String text)) {
      return text;
    }
    return event instanceof ThinkingDelta(String text) ? text : null;
  }

  private static ChatEvent with(ChatEvent event, String text) {
    return event instanceof TextDelta ? new TextDelta(text) : new ThinkingDelta(text);
  }
}
