package dev.agentgateway.expression;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelVariableResolver;
import dev.cel.runtime.Program;
import java.util.Optional;

/// A CEL expression, compiled. Immutable and shared by all requests.
///
/// The language is loaded when the first expression is compiled, so that a gateway without any does
/// not pay for it.
public final class Expression {

  /// Characters of an expression, as the contract limits them.
  public static final int LENGTH_MAX = 16_384;

  private final String source;
  private final Program program;

  private Expression(String source, Program program) {
    this.source = source;
    this.program = program;
  }

  /// @throws ExpressionException when the text is no expression, with its place
  public static Expression compile(String source) {
    if (source.isBlank()) {
      throw new ExpressionException("empty (expected: a CEL expression)", 0, 0);
    }
    if (source.length() > LENGTH_MAX) {
      throw new ExpressionException(
          "%d characters (expected: at most %d)".formatted(source.length(), LENGTH_MAX), 0, 0);
    }
    return new Expression(source, Language.compile(source));
  }

  public String source() {
    return source;
  }

  /// Whether the expression is true of these facts. One that cannot be evaluated, or is no truth
  /// value, is not.
  public boolean test(Facts facts) {
    return value(facts).filter(Boolean.TRUE::equals).isPresent();
  }

  /// The expression's value; empty when it cannot be evaluated, for want of a fact or otherwise.
  public Optional<Object> value(Facts facts) {
    try {
      return Optional.of(program.eval((CelVariableResolver) facts::find));
    } catch (CelEvaluationException _) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return source;
  }
}
