package dev.agentgateway.llm.rules;

/// Whether a model takes something.
public enum Allowance {
  OK,
  /// Not in a request in which the model thinks.
  NOT_WHILE_THINKING,
  /// Only with reasoning effort `none`, given in so many words.
  ONLY_WITH_EFFORT_NONE,
  REFUSED
}
