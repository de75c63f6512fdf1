package dev.agentgateway.apiserver.apply;

import dev.agentgateway.apiserver.documents.Json;
import dev.agentgateway.apiserver.openapi.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Lays a configuration over an object, and takes out what is no longer stated.
final class Merge {

  private Merge() {}

  static JsonNode over(Schema schema, @Nullable JsonNode live, JsonNode stated) {
    if (live == null
        || live.getNodeType() != stated.getNodeType()
        || !Steps.isGranular(schema, stated)) {
      return stated.deepCopy();
    }
    Map<String, JsonNode> mine = Steps.of(schema, live);
    Map<String, JsonNode> theirs = Steps.of(schema, stated);
    Map<String, JsonNode> merged = new LinkedHashMap<>();
    for (String step : live.isObject() ? united(mine, theirs) : ordered(mine, theirs)) {
      JsonNode value = theirs.get(step);
      JsonNode part = mine.get(step);
      if (value != null) {
        merged.put(step, over(Steps.part(schema, step), part, value));
      } else if (part != null) {
        merged.put(step, part.deepCopy());
      }
    }
    return assembled(live, merged);
  }

  private static List<String> united(Map<String, JsonNode> mine, Map<String, JsonNode> theirs) {
    List<String> all = new ArrayList<>(mine.keySet());
    theirs.keySet().stream().filter(step -> !mine.containsKey(step)).forEach(all::add);
    return all;
  }

  /// Items in the order of the configuration; those that it does not state stay behind the item
  /// that they followed.
  private static List<String> ordered(Map<String, JsonNode> mine, Map<String, JsonNode> theirs) {
    List<String> order = new ArrayList<>(theirs.keySet());
    int at = 0;
    for (String step : mine.keySet()) {
      int known = order.indexOf(step);
      if (known >= 0) {
        at = known + 1;
      } else {
        order.add(at++, step);
      }
    }
    return order;
  }

  private static JsonNode assembled(JsonNode like, Map<String, JsonNode> parts) {
    if (like.isObject()) {
      ObjectNode object = Json.object();
      parts.forEach((step, value) -> object.set(step.substring(2), value));
      return object;
    }
    ArrayNode array = Json.array();
    parts.values().forEach(array::add);
    return array;
  }

  /// The value without what was owned before and is owned by nobody now.
  ///
  /// @param before what the manager owned
  /// @param now what any manager owns
  static JsonNode without(Schema schema, JsonNode value, FieldSet before, FieldSet now) {
    if (!Steps.isGranular(schema, value) || before.below().isEmpty()) {
      return value;
    }
    Map<String, JsonNode> kept = new LinkedHashMap<>();
    Steps.of(schema, value)
        .forEach((step, part) -> {
          FieldSet owned = before.at(step);
          FieldSet stillOwned = now.at(step);
          if (owned == null) {
            kept.put(step, part);
          } else if (stillOwned != null) {
            kept.put(step, without(Steps.part(schema, step), part, owned, stillOwned));
          } else if (!owned.below().isEmpty()) {
            JsonNode rest = without(Steps.part(schema, step), part, owned, new FieldSet());
            if (!rest.isEmpty()) {
              kept.put(step, rest);
            }
          }
        });
    return assembled(value, kept);
  }
}
