package dev.agentgateway.llm.chat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A piece of a message.
public sealed interface Part {

  record Text(String text, @Nullable CacheMark cache) implements Part {}

  /// Words with which a model declined.
  record Declined(String text) implements Part {}

  record Image(Source source, @Nullable String detail, @Nullable CacheMark cache) implements Part {}

  record Document(Source source, @Nullable String title, @Nullable CacheMark cache)
      implements Part {}

  /// What a model thought.
  ///
  /// @param signature the model's own proof; null for none, or for one that is not Anthropic's
  record Thinking(String text, @Nullable String signature) implements Part {}

  /// Thought that only the model can read.
  record Redacted(String data) implements Part {}

  /// @param arguments JSON as the model or client wrote it; of a custom tool an object of `input`
  /// @param at where it stands in the client's body
  record ToolCall(String id, String name, String arguments, @Nullable CacheMark cache, String at)
      implements Part {}

  record ToolResult(String callId, List<Part> content, boolean isError, @Nullable CacheMark cache)
      implements Part {

    public ToolResult {
      content = List.copyOf(content);
    }
  }
}
