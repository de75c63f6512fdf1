package dev.agentgateway.llm.fidelity;

/// What becomes of a field on its way into another dialect.
public enum Outcome {
  MAPPED("mapped"),
  /// A hint, a default, or what means the same when absent.
  SILENT("dropped silently"),
  /// Tunes the answer: dropped, and named in `x-agentgateway-dropped`. Strict refuses it.
  DROPPED("dropped, signalled"),
  /// Asks for another answer: refused. Lenient drops and signals it.
  CHOSEN("refused (Lenient: dropped)"),
  /// Refused always: nothing sensible is left without it.
  REFUSED("refused");

  private final String written;

  Outcome(String written) {
    this.written = written;
  }

  /// As the documentation writes it.
  public String written() {
    return written;
  }
}
