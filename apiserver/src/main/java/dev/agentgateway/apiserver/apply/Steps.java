package dev.agentgateway.apiserver.apply;

import dev.agentgateway.apiserver.documents.Json;
import dev.agentgateway.apiserver.openapi.ListItems;
import dev.agentgateway.apiserver.openapi.Schema;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What of a value is owned on its own, by its schema.
final class Steps {

  private Steps() {}

  /// Whether a value has parts with owners of their own.
  static boolean isGranular(Schema schema, JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT -> !schema.isAtomicMap();
      case ARRAY -> !schema.listKeys().isEmpty() || isSet(schema);
      default -> false;
    };
  }

  static boolean isSet(Schema schema) {
    return schema.listType().equals("set");
  }

  /// Whether a value is a map of any keys, rather than an object of declared fields.
  static boolean isMap(Schema schema, JsonNode value) {
    return value.isObject() && schema.properties().isEmpty();
  }

  /// The parts of a granular value by their steps, in their order.
  static Map<String, JsonNode> of(Schema schema, JsonNode value) {
    Map<String, JsonNode> parts = new LinkedHashMap<>();
    if (value.isObject()) {
      value.properties().forEach(field -> parts.put("f:" + field.getKey(), field.getValue()));
    } else {
      for (JsonNode item : value) {
        parts.put(item(schema, item), item);
      }
    }
    return parts;
  }

  static String item(Schema schema, JsonNode item) {
    if (isSet(schema)) {
      return "v:" + item;
    }
    TreeMap<String, JsonNode> sorted = new TreeMap<>();
    ListItems.identity(schema, item)
        .properties()
        .forEach(key -> sorted.put(key.getKey(), key.getValue()));
    ObjectNode keys = Json.object();
    sorted.forEach(keys::set);
    return "k:" + keys;
  }

  /// The schema of a part.
  static Schema part(Schema schema, String step) {
    if (step.startsWith("f:")) {
      Schema field = schema.field(step.substring(2));
      return field == null ? Schema.ANYTHING : field;
    }
    return schema.items();
  }
}
