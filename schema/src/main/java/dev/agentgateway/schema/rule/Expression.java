package dev.agentgateway.schema.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A CEL expression as a tree.
sealed interface Expression {

  /// @param value a text, a `long`, a `double`, a boolean or null
  record Literal(@Nullable Object value) implements Expression {}

  record Variable(String name) implements Expression {}

  record Select(Expression of, String field) implements Expression {}

  record Has(Expression of, String field) implements Expression {}

  record Index(Expression of, Expression at) implements Expression {}

  record Items(List<Expression> items) implements Expression {}

  record Not(Expression of) implements Expression {}

  record Negative(Expression of) implements Expression {}

  record Binary(Operator operator, Expression left, Expression right) implements Expression {}

  record Conditional(Expression when, Expression then, Expression otherwise)
      implements Expression {}

  /// @param arguments the target of a method among them, first
  record Call(Function function, List<Expression> arguments) implements Expression {}

  record Loop(Macro macro, Expression over, String variable, Expression body)
      implements Expression {}

  /// Operators between two operands; the later bind closer.
  enum Operator {
    OR("||", 1),
    AND("&&", 2),
    EQUAL("==", 3),
    UNEQUAL("!=", 3),
    LESS("<", 3),
    LESS_OR_EQUAL("<=", 3),
    GREATER(">", 3),
    GREATER_OR_EQUAL(">=", 3),
    IN("in", 3),
    PLUS("+", 4),
    MINUS("-", 4),
    TIMES("*", 5),
    DIVIDED("/", 5),
    REST("%", 5);

    private final String sign;
    private final int rank;

    Operator(String sign, int rank) {
      this.sign = sign;
      this.rank = rank;
    }

    String sign() {
      return sign;
    }

    int rank() {
      return rank;
    }
  }

  /// Functions that are known, by their names.
  enum Function {
    SIZE("size", 1),
    STARTS_WITH("startsWith", 2),
    ENDS_WITH("endsWith", 2),
    CONTAINS("contains", 2),
    MATCHES("matches", 2),
    DURATION("duration", 1);

    private final String written;
    private final int arity;

    Function(String written, int arity) {
      this.written = written;
      this.arity = arity;
    }

    String written() {
      return written;
    }

    int arity() {
      return arity;
    }
  }

  /// Macros over lists and maps, by their names.
  enum Macro {
    ALL("all"),
    EXISTS("exists"),
    EXISTS_ONE("exists_one"),
    FILTER("filter"),
    MAP("map");

    private final String written;

    Macro(String written) {
      this.written = written;
    }

    String written() {
      return written;
    }
  }
}
