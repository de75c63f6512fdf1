package dev.agentgateway.apiserver.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Fills in what a schema says of fields that are not there.
public final class Defaults {

  private Defaults() {}

  public static void fill(Schema schema, JsonNode tree) {
    switch (tree) {
      case ObjectNode object -> {
        for (Map.Entry<String, Schema> property : schema.properties().entrySet()) {
          JsonNode initial = property.getValue().initial();
          if (initial != null && isMissing(object.get(property.getKey()), property.getValue())) {
            object.set(property.getKey(), initial.deepCopy());
          }
        }
        List<String> nothing = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
          Schema known = schema.field(field.getKey());
          if (known != null && isNothing(field.getValue(), known)) {
            nothing.add(field.getKey());
          } else if (known != null) {
            fill(known, field.getValue());
          }
        }
        object.remove(nothing);
      }
      case ArrayNode array -> array.forEach(item -> fill(schema.items(), item));
      default -> {
        // A value is there.
      }
    }
  }

  private static boolean isMissing(@Nullable JsonNode value, Schema schema) {
    return value == null || (value.isNull() && !schema.isNullable());
  }

  /// A null where none may stand is as good as no field.
  private static boolean isNothing(JsonNode value, Schema schema) {
    return value.isNull() && !schema.isNullable() && !schema.type().isEmpty();
  }
}
