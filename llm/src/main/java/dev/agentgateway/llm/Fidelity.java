package dev.agentgateway.llm;

/// What happens to a field that the other format cannot carry.
public enum Fidelity {
  /// Refuses also what would only be dropped.
  STRICT,
  /// Refuses what changes the output, drops and signals what tunes it.
  STANDARD,
  /// Drops and signals also `n`, `logprobs` and the like.
  LENIENT
}
