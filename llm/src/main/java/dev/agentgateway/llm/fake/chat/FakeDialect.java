package dev.agentgateway.llm.fake.chat;

/// The formats that the fake provider speaks.
public enum FakeDialect {
  /// Anthropic's.
  MESSAGES,
  /// OpenAI's.
  COMPLETIONS
}
