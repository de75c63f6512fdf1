package dev.agentgateway.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Bounds of a component: of a number, of a text's length, of a list's or map's size.
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD, ElementType.PARAMETER})
public @interface Limits {

  long min() default Long.MIN_VALUE;

  long max() default Long.MAX_VALUE;

  /// Of each item of a list, or each value of a map: its length, when it is a text.
  long itemMin() default Long.MIN_VALUE;

  long itemMax() default Long.MAX_VALUE;
}
