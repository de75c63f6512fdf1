package dev.agentgateway.schema.shape;

import dev.agentgateway.schema.Rule;
import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.List;

/// A rule over `self` and what it says when it does not hold.
public record CelRule(String expression, String message) {

  static List<CelRule> of(AnnotatedElement element) {
    return Arrays.stream(element.getAnnotationsByType(Rule.class))
        .map(rule -> new CelRule(rule.value(), rule.message()))
        .toList();
  }
}
