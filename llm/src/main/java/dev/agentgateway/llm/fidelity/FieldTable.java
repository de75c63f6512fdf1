package dev.agentgateway.llm.fidelity;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The fields of one body format, each with its outcome. Decoders ask it, documentation prints it.
public final class FieldTable {

  /// A field that no table knows.
  private static final FieldRule UNKNOWN =
      new FieldRule("any other", Outcome.DROPPED, "no other dialect is known to have it", "");

  private final List<FieldRule> rules;
  private final Map<String, FieldRule> byField = new LinkedHashMap<>();

  public FieldTable(List<FieldRule> rules) {
    this.rules = List.copyOf(rules);
    for (FieldRule rule : rules) {
      if (byField.put(rule.field(), rule) != null) {
        throw new IllegalArgumentException("two rules for " + rule.field());
      }
    }
  }

  public List<FieldRule> rules() {
    return rules;
  }

  /// The rule of a field; fields that are not listed are dropped and signalled.
  public FieldRule rule(String field) {
    return byField.getOrDefault(field, UNKNOWN);
  }
}
