package dev.agentgateway.llm.fidelity;

/// What becomes of one field of a dialect in any other.
///
/// @param field its path, `tools[].strict`
/// @param becomes what it turns into, or when and why it cannot; for the documentation
/// @param example a JSON value with which that happens; empty where one value cannot show it
public record FieldRule(String field, Outcome outcome, String becomes, String example) {

  public static FieldRule mapped(String field, String becomes) {
    return new FieldRule(field, Outcome.MAPPED, becomes, "");
  }
}
