package dev.agentgateway.apiserver.selectors;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// Fields that an object must have: `metadata.name=x,type!=Opaque`.
public record FieldSelector(List<Term> terms) {

  public static final FieldSelector ALL = new FieldSelector(List.of());

  /// @param isEqual whether the field must have the value, or must not
  public record Term(String field, String value, boolean isEqual) {}

  public FieldSelector {
    terms = List.copyOf(terms);
  }

  /// @throws IllegalArgumentException when the text is no selector
  public static FieldSelector parse(String text) {
    List<Term> terms = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      if (part.isBlank()) {
        continue;
      }
      int at = part.indexOf('=');
      if (at < 1) {
        throw new IllegalArgumentException(
            "invalid selector: '%s'; can't understand '%s'".formatted(text, part));
      }
      boolean isEqual = part.charAt(at - 1) != '!';
      String field = part.substring(0, isEqual ? at : at - 1);
      int value = part.startsWith("==", at) ? at + 2 : at + 1;
      terms.add(new Term(field.strip(), part.substring(value).strip(), isEqual));
    }
    return new FieldSelector(terms);
  }

  /// @param fields gives the text of a field of the object, empty when it has none
  public boolean matches(UnaryOperator<String> fields) {
    for (Term term : terms) {
      if (fields.apply(term.field()).equals(term.value()) != term.isEqual()) {
        return false;
      }
    }
    return true;
  }
}
