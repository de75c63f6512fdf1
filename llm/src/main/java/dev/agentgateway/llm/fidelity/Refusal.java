package dev.agentgateway.llm.fidelity;

/// A request that is refused, for what one of its fields says.
///
/// Thrown where a decoder or an encoder is deep inside a body, caught where translation is entered,
/// and a value from there on.
public final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String field;

  /// @param field path of the field in the client's body; empty for the whole body
  /// @param words what was found and what was expected
  public Refusal(String field, String words) {
    super(words, null, false, false);
    this.field = field;
  }

  public String field() {
    return field;
  }

  public String words() {
    return String.valueOf(getMessage());
  }
}
