package dev.agentgateway.apiserver.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Takes out what a schema does not know.
public final class Pruning {

  private final List<String> unknown = new ArrayList<>();

  private Pruning() {}

  /// Removes unknown fields from a tree and returns their paths.
  public static List<String> prune(Schema schema, JsonNode tree) {
    Pruning pruning = new Pruning();
    pruning.walk(schema, tree, "");
    return pruning.unknown;
  }

  private void walk(Schema schema, JsonNode tree, String path) {
    switch (tree) {
      case ObjectNode object -> {
        List<String> gone = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
          String at = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
          Schema known = schema.field(field.getKey());
          if (known == null) {
            gone.add(field.getKey());
            unknown.add(at);
          } else {
            walk(known, field.getValue(), at);
          }
        }
        object.remove(gone);
      }
      case ArrayNode array -> {
        for (int i = 0; i < array.size(); i++) {
          walk(schema.items(), array.get(i), path + "[" + i + "]");
        }
      }
      default -> {
        // A value has no fields.
      }
    }
  }
}
