package dev.agentgateway.apiserver.openapi;

import tools.jackson.databind.JsonNode;

/// Values as they stand in messages.
final class Quoted {

  private Quoted() {}

  static String of(JsonNode value) {
    return value.toString();
  }

  /// The name of a value's type.
  static String type(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT, POJO -> "object";
      case ARRAY -> "array";
      case STRING, BINARY -> "string";
      case BOOLEAN -> "boolean";
      case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
      case NULL, MISSING -> "null";
    };
  }
}
