package dev.agentgateway.schema.read;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/// The rules that were compiled. CEL is loaded with the first resource that has a rule.
final class Rules {

  private static final ConcurrentMap<String, CelProgram> COMPILED = new ConcurrentHashMap<>();

  private Rules() {}

  /// As in an API server, a rule that cannot be evaluated does not hold.
  static boolean holds(String expression, @Nullable Object self) {
    return COMPILED.computeIfAbsent(expression, CelProgram::compile).holds(self);
  }
}
