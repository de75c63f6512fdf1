package dev.agentgateway.config.report;

/// A condition as Kubernetes has it, without its times.
///
/// @param type `Accepted`, `Programmed`, `ResolvedRefs`, `Conflicted`, `Attached`, …
/// @param reason one word
public record Condition(
    Subject subject, String type, boolean isTrue, String reason, String message) {

  /// `True` or `False`.
  public String status() {
    return isTrue ? "True" : "False";
  }
}
