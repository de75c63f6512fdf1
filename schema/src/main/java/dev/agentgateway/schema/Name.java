package dev.agentgateway.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// How a component is written where Java cannot have that name (`default`), or how an enum's
/// constant is: without it, `PATH_PREFIX` is written `PathPrefix`.
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD, ElementType.PARAMETER})
public @interface Name {
  String value();
}
