package dev.agentgateway.schema;

/// Something wrong, or doubtful, with what was written.
///
/// @param path where in the resource: `spec.rules[0].matches[1].path`
/// @param message what was found and what was expected; never a secret's value
/// @param mend what to do; empty when the message says it
public record Fault(Severity severity, String path, Position at, String message, String mend) {

  /// How much it matters.
  public enum Severity {
    /// Accepted; the reader should know.
    WARNING,
    /// What it stands in cannot take force.
    ERROR
  }
}
