package dev.agentgateway.schema.read;

import dev.agentgateway.schema.Node;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Nodes without their positions: as plain values and as JSON.
final class Plain {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /// Digits and exponents beyond these are no setting but an attack on arithmetic.
  private static final int DIGITS_MAX = 64;

  private static final int EXPONENT_MAX = 400;

  private Plain() {}

  static @Nullable Object of(Node node) {
    return switch (node) {
      case Node.Null _ -> null;
      case Node.Bool bool -> bool.value();
      case Node.Num num -> number(num);
      case Node.Text text -> text.value();
      case Node.Items items -> {
        List<@Nullable Object> values = new ArrayList<>();
        items.items().forEach(item -> values.add(of(item)));
        yield values;
      }
      case Node.Fields fields -> {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        fields.fields().forEach(field -> values.put(field.name(), of(field.value())));
        yield values;
      }
    };
  }

  static JsonNode json(Node node) {
    return switch (node) {
      case Node.Null _ -> JSON.nullNode();
      case Node.Bool bool -> JSON.booleanNode(bool.value());
      case Node.Num num -> jsonNumber(num);
      case Node.Text text -> JSON.stringNode(text.value());
      case Node.Items items -> {
        ArrayNode array = JSON.arrayNode();
        items.items().forEach(item -> array.add(json(item)));
        yield array;
      }
      case Node.Fields fields -> {
        ObjectNode object = JSON.objectNode();
        fields.fields().forEach(field -> object.set(field.name(), json(field.value())));
        yield object;
      }
    };
  }

  /// The exact value; none when it is out of all reason.
  static Optional<BigDecimal> decimal(String text) {
    if (text.length() > DIGITS_MAX) {
      return Optional.empty();
    }
    try {
      BigDecimal value = new BigDecimal(text);
      return Math.abs((long) value.scale()) > EXPONENT_MAX ? Optional.empty() : Optional.of(value);
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
  }

  /// The exact value; none when it is no whole number of 64 bits.
  static Optional<Long> whole(String text) {
    return decimal(text).flatMap(Plain::whole);
  }

  private static Optional<Long> whole(BigDecimal value) {
    try {
      return Optional.of(value.longValueExact());
    } catch (ArithmeticException fraction) {
      return Optional.empty();
    }
  }

  private static Object number(Node.Num num) {
    Optional<Long> whole = isWhole(num.text()) ? whole(num.text()) : Optional.empty();
    if (whole.isPresent()) {
      return whole.get();
    }
    return real(num.text());
  }

  private static double real(String text) {
    return decimal(text).map(BigDecimal::doubleValue).orElse(Double.NaN);
  }

  private static JsonNode jsonNumber(Node.Num num) {
    Optional<BigDecimal> value = decimal(num.text());
    if (value.isEmpty()) {
      return JSON.stringNode(num.text());
    }
    if (!isWhole(num.text())) {
      return JSON.numberNode(value.get());
    }
    Optional<Long> whole = whole(value.get());
    if (whole.isEmpty()) {
      return JSON.numberNode(new BigInteger(num.text()));
    }
    long small = whole.get();
    return small == (int) small ? JSON.numberNode((int) small) : JSON.numberNode(small);
  }

  private static boolean isWhole(String text) {
    return text.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '-');
  }
}
