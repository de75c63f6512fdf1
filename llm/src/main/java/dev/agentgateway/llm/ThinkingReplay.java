package dev.agentgateway.llm;

/// How a provider of chat completions takes back what its model thought in earlier turns. The
/// format itself has no field for it.
public enum ThinkingReplay {
  /// Not at all.
  NONE,
  /// In `reasoning_content` of turns that called tools, where DeepSeek demands it.
  CONTENT_WITH_TOOLS,
  /// In `reasoning_details`, with signatures, as OpenRouter passes it on to the model.
  DETAILS
}
