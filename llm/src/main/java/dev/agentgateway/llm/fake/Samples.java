package dev.agentgateway.llm.fake;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Values that a JSON Schema accepts, always the same for the same schema.
final class Samples {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int DEPTH_MAX = 20;

  private final JsonNode root;
  private final String text;

  private Samples(JsonNode root, String text) {
    this.root = root;
    this.text = text.isEmpty() ? "text" : text;
  }

  /// @param text for every string that the schema leaves free
  static JsonNode of(JsonNode schema, String text) {
    return new Samples(schema, text).sample(schema, 0);
  }

  static ObjectNode object(String name, String value) {
    return NODES.objectNode().put(name, value);
  }

  private JsonNode sample(JsonNode schema, int depth) {
    if (depth > DEPTH_MAX) {
      return NODES.nullNode();
    }
    for (String fixed : new String[] {"const", "default"}) {
      if (schema.has(fixed)) {
        return schema.get(fixed);
      }
    }
    for (String first : new String[] {"enum", "examples"}) {
      if (schema.path(first).size() > 0) {
        return schema.get(first).get(0);
      }
    }
    for (String choice : new String[] {"anyOf", "oneOf", "allOf"}) {
      if (schema.path(choice).size() > 0) {
        return sample(schema.get(choice).get(0), depth + 1);
      }
    }
    String reference = schema.path("$ref").asString("");
    if (reference.startsWith("#/")) {
      return sample(root.at(reference.substring(1)), depth + 1);
    }
    return switch (type(schema)) {
      case "object" -> objectOf(schema, depth);
      case "array" -> arrayOf(schema, depth);
      case "integer", "number" -> number(schema);
      case "boolean" -> NODES.booleanNode(true);
      case "null" -> NODES.nullNode();
      default -> NODES.stringNode(string(schema));
    };
  }

  private static String type(JsonNode schema) {
    JsonNode type = schema.path("type");
    if (type.isString()) {
      return type.stringValue();
    }
    if (type.isArray() && type.size() > 0) {
      return type.get(0).asString("string");
    }
    return schema.has("properties") ? "object" : schema.has("items") ? "array" : "string";
  }

  private ObjectNode objectOf(JsonNode schema, int depth) {
    ObjectNode object = NODES.objectNode();
    JsonNode required = schema.path("required");
    schema
        .path("properties")
        .forEachEntry((name, property) -> {
          boolean isAsked = required.isMissingNode();
          for (JsonNode one : required) {
            isAsked |= one.asString("").equals(name);
          }
          if (isAsked) {
            object.set(name, sample(property, depth + 1));
          }
        });
    return object;
  }

  private ArrayNode arrayOf(JsonNode schema, int depth) {
    ArrayNode array = NODES.arrayNode();
    int items = Math.min(10, Math.max(1, schema.path("minItems").asInt(1)));
    for (int i = 0; i < items; i++) {
      array.add(sample(schema.path("items"), depth + 1));
    }
    return array;
  }

  private static JsonNode number(JsonNode schema) {
    JsonNode minimum = schema.path("minimum");
    return minimum.isNumber() ? minimum : NODES.numberNode(1);
  }

  private String string(JsonNode schema) {
    String value =
        switch (schema.path("format").asString("")) {
          case "date" -> "2026-01-31";
          case "date-time" -> "2026-01-31T12:00:00Z";
          case "email" -> "someone@example.com";
          case "uri" -> "https://example.com/";
          case "uuid" -> "00000000-0000-4000-8000-000000000000";
          default -> text;
        };
    int max = schema.path("maxLength").asInt(Integer.MAX_VALUE);
    return value.length() > max ? value.substring(0, max) : value;
  }
}
