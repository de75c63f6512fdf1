package dev.agentgateway.schema.shape;

import dev.agentgateway.schema.Rule;
import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// A rule over `self` and what it says when it does not hold.
public record CelRule(String expression, String message) {

  /// Of several fields exactly one is set.
  static CelRule exactlyOne(List<String> fields) {
    String each =
        fields.stream().map(field -> "has(self." + field + ")").collect(Collectors.joining(", "));
    return new CelRule(
        "[%s].filter(x, x).size() == 1".formatted(each),
        "exactly one of %s must be set".formatted(String.join(", ", fields)));
  }

  static List<CelRule> of(AnnotatedElement element) {
    return Arrays.stream(element.getAnnotationsByType(Rule.class))
        .map(rule -> new CelRule(rule.value(), rule.message()))
        .toList();
  }
}
