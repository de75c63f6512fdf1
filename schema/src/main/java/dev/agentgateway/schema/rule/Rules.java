package dev.agentgateway.schema.rule;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/// The rules that were compiled, each once.
///
/// The rules of resources use a small part of CEL. It is evaluated here, since loading the whole of
/// it takes longer than all the rest of starting; a rule beyond that part loads it.
public final class Rules {

  private static final ConcurrentMap<String, Condition> COMPILED = new ConcurrentHashMap<>();

  private Rules() {}

  /// Whether a rule holds. As in an API server, one that cannot be evaluated does not.
  ///
  /// @param self texts, numbers, booleans, lists and maps of them
  /// @throws IllegalArgumentException when the rule is not CEL, which is our own mistake
  public static boolean holds(String expression, @Nullable Object self) {
    return COMPILED.computeIfAbsent(expression, Rules::compile).holds(self);
  }

  /// Whether the rule is in the part of CEL that is evaluated here.
  public static boolean isSmall(String expression) {
    return ExpressionParser.parse(expression).isPresent();
  }

  private static Condition compile(String expression) {
    Optional<Expression> small = ExpressionParser.parse(expression);
    if (small.isPresent()) {
      Expression tree = small.get();
      return self -> Evaluation.holds(tree, self);
    }
    CelProgram program = CelProgram.compile(expression);
    return program::holds;
  }

  private interface Condition {
    boolean holds(@Nullable Object self);
  }
}
