package dev.agentgateway.schema.rule;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.agentgateway.schema.rule.Expression.Function;
import dev.agentgateway.schema.rule.Expression.Operator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Evaluates expressions over texts, numbers, booleans, durations, lists and maps.
final class Evaluation {

  /// An expression has no value for this `self`.
  private static final class NoValue extends RuntimeException {

    private static final long serialVersionUID = 1;

    NoValue() {
      super(null, null, false, false);
    }
  }

  /// A variable and those around it.
  private record Scope(@Nullable Scope outer, String name, @Nullable Object value) {}

  private Evaluation() {}

  static boolean holds(Expression expression, @Nullable Object self) {
    try {
      return Boolean.TRUE.equals(value(expression, new Scope(null, "self", self)));
    } catch (NoValue noValue) {
      return false;
    }
  }

  private static @Nullable Object value(Expression expression, Scope scope) {
    return switch (expression) {
      case Expression.Literal(Object value) -> value;
      case Expression.Variable(String name) -> variable(scope, name);
      case Expression.Select(Expression of, String field) -> entry(value(of, scope), field);
      case Expression.Has(Expression of, String field) -> map(value(of, scope)).containsKey(field);
      case Expression.Index(Expression of, Expression at) ->
          indexed(value(of, scope), value(at, scope));
      case Expression.Items(List<Expression> items) -> {
        List<@Nullable Object> values = new ArrayList<>();
        items.forEach(item -> values.add(value(item, scope)));
        yield values;
      }
      case Expression.Not(Expression of) -> !bool(value(of, scope));
      case Expression.Negative(Expression of) -> negative(value(of, scope));
      case Expression.Binary binary -> binary(binary, scope);
      case Expression.Conditional(Expression when, Expression then, Expression otherwise) ->
          value(bool(value(when, scope)) ? then : otherwise, scope);
      case Expression.Call(Function function, List<Expression> arguments) ->
          call(function, arguments, scope);
      case Expression.Loop loop -> loop(loop, scope);
    };
  }

  private static @Nullable Object variable(Scope scope, String name) {
    for (Scope each = scope; each != null; each = each.outer()) {
      if (each.name().equals(name)) {
        return each.value();
      }
    }
    throw new NoValue();
  }

  private static @Nullable Object binary(Expression.Binary binary, Scope scope) {
    if (binary.operator() == Operator.AND) {
      return decided(binary, false, scope);
    }
    if (binary.operator() == Operator.OR) {
      return decided(binary, true, scope);
    }
    Object left = value(binary.left(), scope);
    Object right = value(binary.right(), scope);
    return switch (binary.operator()) {
      case AND, OR -> throw new NoValue();
      case EQUAL -> same(left, right);
      case UNEQUAL -> !same(left, right);
      case LESS -> compare(left, right) < 0;
      case LESS_OR_EQUAL -> compare(left, right) <= 0;
      case GREATER -> compare(left, right) > 0;
      case GREATER_OR_EQUAL -> compare(left, right) >= 0;
      case IN -> isIn(left, right);
      case PLUS, MINUS, TIMES, DIVIDED, REST -> Arithmetic.of(binary.operator(), left, right);
    };
  }

  /// One side alone decides, whichever it is, even where the other has no value.
  private static boolean decided(Expression.Binary binary, boolean decisive, Scope scope) {
    try {
      if (bool(value(binary.left(), scope)) == decisive) {
        return decisive;
      }
    } catch (NoValue leftHasNone) {
      if (bool(value(binary.right(), scope)) == decisive) {
        return decisive;
      }
      throw leftHasNone;
    }
    return bool(value(binary.right(), scope));
  }

  private static Object call(Function function, List<Expression> arguments, Scope scope) {
    Object first = value(arguments.getFirst(), scope);
    return switch (function) {
      case SIZE -> size(first);
      case DURATION -> GoDuration.parse(text(first)).orElseThrow(NoValue::new);
      case STARTS_WITH -> text(first).startsWith(text(value(arguments.get(1), scope)));
      case ENDS_WITH -> text(first).endsWith(text(value(arguments.get(1), scope)));
      case CONTAINS -> text(first).contains(text(value(arguments.get(1), scope)));
      case MATCHES -> matches(text(first), text(value(arguments.get(1), scope)));
    };
  }

  private static Object loop(Expression.Loop loop, Scope scope) {
    Object over = value(loop.over(), scope);
    Collection<?> items =
        switch (over) {
          case List<?> list -> list;
          case Map<?, ?> map -> map.keySet();
          case null, default -> throw new NoValue();
        };
    return switch (loop.macro()) {
      case ALL -> decided(loop, items, false, scope);
      case EXISTS -> decided(loop, items, true, scope);
      case EXISTS_ONE -> holding(loop, items, scope).size() == 1;
      case FILTER -> holding(loop, items, scope);
      case MAP -> {
        List<@Nullable Object> values = new ArrayList<>();
        items.forEach(item -> values.add(body(loop, item, scope)));
        yield values;
      }
    };
  }

  private static boolean decided(
      Expression.Loop loop, Collection<?> items, boolean decisive, Scope scope) {
    NoValue missing = null;
    for (Object item : items) {
      try {
        if (bool(body(loop, item, scope)) == decisive) {
          return decisive;
        }
      } catch (NoValue noValue) {
        missing = noValue;
      }
    }
    if (missing != null) {
      throw missing;
    }
    return !decisive;
  }

  private static List<@Nullable Object> holding(
      Expression.Loop loop, Collection<?> items, Scope scope) {
    List<@Nullable Object> holding = new ArrayList<>();
    for (Object item : items) {
      if (bool(body(loop, item, scope))) {
        holding.add(item);
      }
    }
    return holding;
  }

  private static @Nullable Object body(Expression.Loop loop, @Nullable Object item, Scope scope) {
    return value(loop.body(), new Scope(scope, loop.variable(), item));
  }

  private static boolean same(@Nullable Object left, @Nullable Object right) {
    if (left instanceof Number && right instanceof Number) {
      return compare(left, right) == 0;
    }
    if (left instanceof List<?> some && right instanceof List<?> others) {
      if (some.size() != others.size()) {
        return false;
      }
      for (int i = 0; i < some.size(); i++) {
        if (!same(some.get(i), others.get(i))) {
          return false;
        }
      }
      return true;
    }
    return Objects.equals(left, right);
  }

  private static int compare(@Nullable Object left, @Nullable Object right) {
    if (left instanceof Long some && right instanceof Long other) {
      return some.compareTo(other);
    }
    if (left instanceof Number some && right instanceof Number other) {
      return Double.compare(some.doubleValue(), other.doubleValue());
    }
    if (left instanceof String some && right instanceof String other) {
      return some.compareTo(other);
    }
    if (left instanceof Duration some && right instanceof Duration other) {
      return some.compareTo(other);
    }
    if (left instanceof Boolean some && right instanceof Boolean other) {
      return some.compareTo(other);
    }
    throw new NoValue();
  }

  private static boolean isIn(@Nullable Object item, @Nullable Object all) {
    return switch (all) {
      case List<?> list -> list.stream().anyMatch(each -> same(item, each));
      case Map<?, ?> map -> map.containsKey(item);
      case null, default -> throw new NoValue();
    };
  }

  private static long size(@Nullable Object of) {
    return switch (of) {
      case String text -> text.codePointCount(0, text.length());
      case List<?> list -> list.size();
      case Map<?, ?> map -> map.size();
      case null, default -> throw new NoValue();
    };
  }

  private static boolean matches(String text, String pattern) {
    try {
      return Pattern.compile(pattern).matcher(text).find();
    } catch (PatternSyntaxException notAPattern) {
      throw new NoValue();
    }
  }

  private static Object negative(@Nullable Object of) {
    return switch (of) {
      case Long whole -> -whole;
      case Double real -> -real;
      case null, default -> throw new NoValue();
    };
  }

  private static @Nullable Object entry(@Nullable Object of, String field) {
    Map<?, ?> map = map(of);
    if (!map.containsKey(field)) {
      throw new NoValue();
    }
    return map.get(field);
  }

  private static @Nullable Object indexed(@Nullable Object of, @Nullable Object at) {
    if (of instanceof List<?> list && at instanceof Long index) {
      if (index < 0 || index >= list.size()) {
        throw new NoValue();
      }
      return list.get(Math.toIntExact(index));
    }
    return entry(of, text(at));
  }

  private static Map<?, ?> map(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw new NoValue();
  }

  private static String text(@Nullable Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw new NoValue();
  }

  private static boolean bool(@Nullable Object value) {
    if (value instanceof Boolean bool) {
      return bool;
    }
    throw new NoValue();
  }

  /// Sums and the like. Whole numbers do not overflow, they have no value then.
  private static final class Arithmetic {

    private Arithmetic() {}

    static Object of(Operator operator, @Nullable Object left, @Nullable Object right) {
      if (left instanceof Long some && right instanceof Long other) {
        return whole(operator, some, other);
      }
      if (left instanceof Double some && right instanceof Double other) {
        return real(operator, some, other);
      }
      if (operator == Operator.PLUS
          && left instanceof String some
          && right instanceof String other) {
        return some + other;
      }
      if (operator == Operator.PLUS
          && left instanceof Duration some
          && right instanceof Duration other) {
        return some.plus(other);
      }
      if (operator == Operator.PLUS
          && left instanceof List<?> some
          && right instanceof List<?> other) {
        List<@Nullable Object> both = new ArrayList<>(some);
        both.addAll(other);
        return both;
      }
      throw new NoValue();
    }

    private static long whole(Operator operator, long left, long right) {
      try {
        return switch (operator) {
          case PLUS -> Math.addExact(left, right);
          case MINUS -> Math.subtractExact(left, right);
          case TIMES -> Math.multiplyExact(left, right);
          case DIVIDED -> Math.divideExact(left, right);
          case REST -> left % right;
          case OR, AND, EQUAL, UNEQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, IN ->
              throw new NoValue();
        };
      } catch (ArithmeticException overflow) {
        throw new NoValue();
      }
    }

    private static double real(Operator operator, double left, double right) {
      return switch (operator) {
        case PLUS -> left + right;
        case MINUS -> left - right;
        case TIMES -> left * right;
        case DIVIDED -> left / right;
        case REST, OR, AND, EQUAL, UNEQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, IN ->
            throw new NoValue();
      };
    }
  }
}
