package dev.agentgateway.app.client.jsonpath;

import java.util.List;
import tools.jackson.databind.JsonNode;

/// The condition of a filter.
///
/// @param operator empty where it is enough that there is something on the left
record Comparison(JsonPath left, String operator, JsonPath right) {

  static final List<String> OPERATORS = List.of("==", "!=", "<=", ">=", "<", ">");

  boolean holds(JsonNode value) throws PathException {
    List<JsonNode> lefts = left.select(value);
    if (operator.isEmpty()) {
      return !lefts.isEmpty();
    }
    List<JsonNode> rights = right.select(value);
    if (lefts.isEmpty() || rights.isEmpty()) {
      return false;
    }
    if (lefts.size() > 1 || rights.size() > 1) {
      throw new PathException("can only compare one element at a time");
    }
    JsonNode one = lefts.getFirst();
    JsonNode other = rights.getFirst();
    if (operator.equals("==")) {
      return equal(one, other);
    }
    if (operator.equals("!=")) {
      return !equal(one, other);
    }
    int order = order(one, other);
    return switch (operator) {
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      default -> order >= 0;
    };
  }

  private static boolean equal(JsonNode one, JsonNode other) {
    if (one.isNumber() && other.isNumber()) {
      return one.decimalValue().compareTo(other.decimalValue()) == 0;
    }
    return one.equals(other);
  }

  private static int order(JsonNode one, JsonNode other) throws PathException {
    if (one.isNumber() && other.isNumber()) {
      return one.decimalValue().compareTo(other.decimalValue());
    }
    if (one.isString() && other.isString()) {
      return one.stringValue().compareTo(other.stringValue());
    }
    throw new PathException(
        "%s and %s have no order".formatted(JsonPath.text(one), JsonPath.text(other)));
  }
}
