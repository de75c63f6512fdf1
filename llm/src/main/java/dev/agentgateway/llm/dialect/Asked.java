package dev.agentgateway.llm.dialect;

import dev.agentgateway.llm.chat.ChatRequest;
import dev.agentgateway.llm.chat.Tool;
import dev.agentgateway.llm.names.ToolNames;
import java.util.function.LongSupplier;

/// What an answer must fit: the request it answers.
///
/// @param names gives tools the names that the client knows
/// @param at seconds since 1970 of the request, for answers that must carry a time
/// @param promptTokens an estimate, counted when asked for
public record Asked(ChatRequest request, ToolNames names, long at, LongSupplier promptTokens) {

  /// Whether that tool takes a text instead of an object.
  public boolean isFreeForm(String name) {
    for (Tool tool : request.tools()) {
      if (tool.isFreeForm() && tool.name().equals(name)) {
        return true;
      }
    }
    return false;
  }
}
