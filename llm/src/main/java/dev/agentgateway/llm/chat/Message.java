package dev.agentgateway.llm.chat;

import java.util.List;

/// One turn, or a part of one.
///
/// @param at where it stands in the client's body: `messages[3]`
public record Message(Role role, List<Part> parts, String at) {

  public Message {
    parts = List.copyOf(parts);
  }
}
