package dev.agentgateway.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A CEL rule over `self`, as in `x-kubernetes-validations`, on a record or on one component.
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(Rule.Rules.class)
@Target({ElementType.TYPE, ElementType.RECORD_COMPONENT, ElementType.FIELD, ElementType.PARAMETER})
public @interface Rule {

  String value();

  String message();

  /// Several rules.
  @Retention(RetentionPolicy.RUNTIME)
  @Target({
    ElementType.TYPE,
    ElementType.RECORD_COMPONENT,
    ElementType.FIELD,
    ElementType.PARAMETER
  })
  @interface Rules {
    Rule[] value();
  }
}
