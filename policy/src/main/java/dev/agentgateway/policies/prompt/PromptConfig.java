package dev.agentgateway.policies.prompt;

import dev.agentgateway.schema.Required;
import java.util.List;

/// Messages put around the client's.
///
/// @param prepend before the client's messages
/// @param append after the client's messages
public record PromptConfig(List<Message> prepend, List<Message> append) {

  public PromptConfig {
    prepend = List.copyOf(prepend);
    append = List.copyOf(append);
  }

  /// A message of a chat.
  ///
  /// @param role `system`, `user` or `assistant`, in any case
  public record Message(@Required String role, @Required String content) {}
}
