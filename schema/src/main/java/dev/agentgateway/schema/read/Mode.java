package dev.agentgateway.schema.read;

/// How slips are taken whose meaning is plain: another case, a number in quotes, one object for a
/// list of one.
public enum Mode {
  /// As errors, as an API server does.
  STRICT,
  /// As warnings. A field that nobody knows is a warning too, unless it looks like a known one
  /// misspelt: what it was meant to do would be missing in silence.
  LENIENT
}
