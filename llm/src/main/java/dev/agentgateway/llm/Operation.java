package dev.agentgateway.llm;

/// What is asked of a provider.
public enum Operation {
  CHAT,
  COUNT_TOKENS,
  MODELS
}
