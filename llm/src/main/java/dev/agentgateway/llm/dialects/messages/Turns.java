package dev.agentgateway.llm.dialects.messages;

import dev.agentgateway.llm.chat.ChatRequest;
import dev.agentgateway.llm.chat.Message;
import dev.agentgateway.llm.chat.Part;
import dev.agentgateway.llm.chat.Role;
import dev.agentgateway.llm.fidelity.Losses;
import dev.agentgateway.llm.rules.ModelRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Messages as turns: what the instructions are, and who says what in which order.
///
/// The results of one turn's tools go into one user message, before any text. Nothing is moved to
/// the front but what stood there: that would change the prefix that caches and thinking are bound
/// to.
final class Turns {

  private final ModelRules rules;
  private final Losses losses;
  private final List<Part> system = new ArrayList<>();
  private final List<Message> turns = new ArrayList<>();

  /// Instructions on their way into the next user turn.
  private final List<Part> pending = new ArrayList<>();

  private Turns(ModelRules rules, Losses losses) {
    this.rules = rules;
    this.losses = losses;
  }

  static Turns of(ChatRequest request, ModelRules rules, Losses losses) {
    Turns turns = new Turns(rules, losses);
    List<Message> messages = request.messages();
    for (int i = 0; i < messages.size(); i++) {
      turns.add(messages, i);
    }
    turns.stripPrefill();
    if (turns.turns.isEmpty()) {
      throw losses.refusal("messages", "expected a message with content");
    }
    return turns;
  }

  List<Part> system() {
    return system;
  }

  List<Message> turns() {
    return turns;
  }

  private void add(List<Message> messages, int i) {
    Message message = messages.get(i);
    List<Part> parts = kept(message);
    switch (message.role()) {
      case SYSTEM -> {
        if (!parts.stream().allMatch(part -> part instanceof Part.Text)) {
          throw losses.refusal(message.at() + ".content", "instructions can be texts only");
        }
        if (turns.isEmpty() && pending.isEmpty()) {
          system.addAll(parts);
        } else if (!parts.isEmpty()) {
          later(messages, i, parts);
        }
      }
      case USER -> user(message, parts);
      case ASSISTANT -> {
        flush(message.at());
        if (!parts.isEmpty()) {
          turns.add(new Message(Role.ASSISTANT, parts, message.at()));
        }
      }
    }
    if (i == messages.size() - 1) {
      flush(message.at());
    }
  }

  private void user(Message message, List<Part> parts) {
    List<Part> ordered = new ArrayList<>();
    for (Part part : parts) {
      if (part instanceof Part.ToolResult) {
        ordered.add(part);
      }
    }
    ordered.addAll(pending);
    pending.clear();
    for (Part part : parts) {
      if (!(part instanceof Part.ToolResult)) {
        ordered.add(part);
      }
    }
    if (ordered.isEmpty()) {
      return;
    }
    if (!turns.isEmpty() && endsInResults(turns.getLast())) {
      Message before = turns.removeLast();
      List<Part> joined = new ArrayList<>(before.parts());
      joined.addAll(ordered);
      turns.add(new Message(Role.USER, asCalled(joined), before.at()));
    } else {
      turns.add(new Message(Role.USER, asCalled(ordered), message.at()));
    }
  }

  /// Results in the order of their calls, before all else.
  private List<Part> asCalled(List<Part> parts) {
    List<String> calls = new ArrayList<>();
    if (!turns.isEmpty() && turns.getLast().role() == Role.ASSISTANT) {
      for (Part part : turns.getLast().parts()) {
        if (part instanceof Part.ToolCall call) {
          calls.add(call.id());
        }
      }
    }
    return parts.stream().sorted(Comparator.comparingInt(part -> place(part, calls))).toList();
  }

  private static int place(Part part, List<String> calls) {
    int place = part instanceof Part.ToolResult result ? calls.indexOf(result.callId()) : -1;
    return place >= 0 ? place : calls.size();
  }

  /// Instructions in mid-conversation.
  private void later(List<Message> messages, int i, List<Part> parts) {
    boolean isAfterUser = !turns.isEmpty() && turns.getLast().role() == Role.USER;
    boolean isBeforeAssistant =
        i == messages.size() - 1 || messages.get(i + 1).role() == Role.ASSISTANT;
    if (rules.takesSystemTurns() && isAfterUser && isBeforeAssistant) {
      turns.add(new Message(Role.SYSTEM, parts, messages.get(i).at()));
      return;
    }
    losses.drop(messages.get(i).at() + ".role");
    pending.addAll(parts);
  }

  private void flush(String at) {
    if (!pending.isEmpty()) {
      user(new Message(Role.USER, List.of(), at), List.of());
    }
  }

  private static boolean endsInResults(Message turn) {
    return turn.role() == Role.USER && turn.parts().getLast() instanceof Part.ToolResult;
  }

  /// Without blank texts, which Anthropic refuses, and without thinking that the model cannot take
  /// back.
  private static List<Part> kept(Message message) {
    List<Part> kept = new ArrayList<>();
    for (Part part : message.parts()) {
      boolean isKept =
          switch (part) {
            case Part.Text(String text, _) -> !text.isBlank();
            case Part.Declined(String text) -> !text.isBlank();
            case Part.Thinking(_, String signature) -> signature != null;
            case Part.Image _, Part.Document _, Part.Redacted _, Part.ToolCall _ -> true;
            case Part.ToolResult _ -> true;
          };
      if (isKept) {
        kept.add(part);
      }
    }
    return kept;
  }

  /// A beginning of the answer must not end in white space.
  private void stripPrefill() {
    if (turns.isEmpty() || turns.getLast().role() != Role.ASSISTANT) {
      return;
    }
    Message last = turns.getLast();
    if (last.parts().getLast() instanceof Part.Text(String text, var cache)) {
      List<Part> parts = new ArrayList<>(last.parts());
      parts.removeLast();
      String stripped = text.stripTrailing();
      if (!stripped.isEmpty()) {
        parts.add(new Part.Text(stripped, cache));
      }
      turns.removeLast();
      if (!parts.isEmpty()) {
        turns.add(new Message(Role.ASSISTANT, parts, last.at()));
      }
    }
  }
}
