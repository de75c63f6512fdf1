package dev.agentgateway.schema.rule;

import dev.agentgateway.schema.rule.Expression.Function;
import dev.agentgateway.schema.rule.Expression.Macro;
import dev.agentgateway.schema.rule.Expression.Operator;
import dev.agentgateway.schema.rule.Tokens.Kind;
import dev.agentgateway.schema.rule.Tokens.Token;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Parses the part of CEL that rules of resources use.
///
/// ```
/// expression  = or ["?" or ":" expression]
/// or          = operands joined by ||, &&, comparisons and in, + and -, * / and %
/// operand     = {"!" | "-"} primary {"." name ["(" arguments ")"] | "[" expression "]"}
/// primary     = literal | name | function "(" arguments ")" | "(" expression ")" | "[" items "]"
/// ```
final class ExpressionParser {

  /// Names between two underscores stand for fields whose names CEL keeps for itself.
  private static final String ESCAPE = "__";

  private final Tokens tokens;
  private final Deque<String> variables = new ArrayDeque<>(List.of("self"));

  private ExpressionParser(Tokens tokens) {
    this.tokens = tokens;
  }

  /// Nothing when the expression goes beyond that part, or is none.
  static Optional<Expression> parse(String expression) {
    try {
      ExpressionParser parser = new ExpressionParser(new Tokens(expression));
      Expression whole = parser.expression();
      return parser.tokens.peek().kind() == Kind.END ? Optional.of(whole) : Optional.empty();
    } catch (Tokens.Unknown unknown) {
      return Optional.empty();
    }
  }

  private Expression expression() {
    Expression when = binary(1);
    if (!tokens.takes("?")) {
      return when;
    }
    Expression then = binary(1);
    tokens.expect(":");
    return new Expression.Conditional(when, then, expression());
  }

  private Expression binary(int rank) {
    Expression left = operand();
    for (Optional<Operator> operator = operator(rank);
        operator.isPresent();
        operator = operator(rank)) {
      tokens.take();
      left = new Expression.Binary(operator.get(), left, binary(operator.get().rank() + 1));
    }
    return left;
  }

  private Optional<Operator> operator(int rank) {
    Token token = tokens.peek();
    if (token.kind() != Kind.SIGN && token.kind() != Kind.NAME) {
      return Optional.empty();
    }
    for (Operator operator : Operator.values()) {
      if (operator.sign().equals(token.text()) && operator.rank() >= rank) {
        return Optional.of(operator);
      }
    }
    return Optional.empty();
  }

  private Expression operand() {
    if (tokens.takes("!")) {
      return new Expression.Not(operand());
    }
    if (tokens.takes("-")) {
      return new Expression.Negative(operand());
    }
    Expression operand = primary();
    while (true) {
      if (tokens.takes(".")) {
        String name = tokens.name();
        operand =
            tokens.takes("(")
                ? method(operand, name)
                : new Expression.Select(operand, unescaped(name));
      } else if (tokens.takes("[")) {
        operand = new Expression.Index(operand, expression());
        tokens.expect("]");
      } else {
        return operand;
      }
    }
  }

  private Expression primary() {
    Token token = tokens.take();
    return switch (token.kind()) {
      case TEXT -> new Expression.Literal(token.text());
      case WHOLE -> new Expression.Literal(whole(token.text()));
      case DECIMAL -> new Expression.Literal(Double.valueOf(token.text()));
      case NAME -> named(token.text());
      case SIGN -> grouped(token.text());
      case END -> throw new Tokens.Unknown("nothing");
    };
  }

  private Expression grouped(String sign) {
    if (sign.equals("(")) {
      Expression inner = expression();
      tokens.expect(")");
      return inner;
    }
    if (sign.equals("[")) {
      return new Expression.Items(expressions("]"));
    }
    throw new Tokens.Unknown(sign);
  }

  private Expression named(String name) {
    switch (name) {
      case "true", "false" -> {
        return new Expression.Literal(Boolean.valueOf(name));
      }
      case "null" -> {
        return new Expression.Literal(null);
      }
      default -> {}
    }
    if (tokens.takes("(")) {
      return name.equals("has") ? has() : call(name, expressions(")"));
    }
    if (!variables.contains(name)) {
      throw new Tokens.Unknown(name);
    }
    return new Expression.Variable(name);
  }

  private Expression has() {
    Expression argument = expression();
    tokens.expect(")");
    if (argument instanceof Expression.Select(Expression of, String field)) {
      return new Expression.Has(of, field);
    }
    throw new Tokens.Unknown("has");
  }

  private Expression method(Expression target, String name) {
    for (Macro macro : Macro.values()) {
      if (macro.written().equals(name)) {
        return loop(macro, target);
      }
    }
    List<Expression> arguments = new ArrayList<>(List.of(target));
    arguments.addAll(expressions(")"));
    return call(name, arguments);
  }

  private Expression loop(Macro macro, Expression over) {
    String variable = tokens.name();
    tokens.expect(",");
    variables.push(variable);
    Expression body = expression();
    variables.pop();
    tokens.expect(")");
    return new Expression.Loop(macro, over, variable, body);
  }

  private static Expression call(String name, List<Expression> arguments) {
    for (Function function : Function.values()) {
      if (function.written().equals(name) && function.arity() == arguments.size()) {
        return new Expression.Call(function, arguments);
      }
    }
    throw new Tokens.Unknown(name);
  }

  private List<Expression> expressions(String end) {
    List<Expression> expressions = new ArrayList<>();
    while (!tokens.takes(end)) {
      if (!expressions.isEmpty()) {
        tokens.expect(",");
      }
      expressions.add(expression());
    }
    return List.copyOf(expressions);
  }

  private static long whole(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException tooLarge) {
      throw new Tokens.Unknown(text);
    }
  }

  private static String unescaped(String name) {
    boolean escaped =
        name.length() > 2 * ESCAPE.length() && name.startsWith(ESCAPE) && name.endsWith(ESCAPE);
    return escaped ? name.substring(ESCAPE.length(), name.length() - ESCAPE.length()) : name;
  }
}
