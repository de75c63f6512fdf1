package dev.agentgateway.apiserver.openapi;

import dev.agentgateway.apiserver.documents.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Which item of one list is which item of another.
public final class ListItems {

  private ListItems() {}

  /// What tells an item from its siblings: its keys where the list is a map, else all of it.
  public static JsonNode identity(Schema list, JsonNode item) {
    if (list.listKeys().isEmpty()) {
      return item;
    }
    ObjectNode keys = Json.object();
    for (String name : list.listKeys()) {
      JsonNode value = item.get(name);
      if (value == null) {
        Schema key = list.items().field(name);
        value = key == null ? null : key.initial();
      }
      if (value != null) {
        keys.set(name, value);
      }
    }
    return keys;
  }

  /// The same item in another list, or null.
  public static @Nullable JsonNode counterpart(
      Schema list, JsonNode item, @Nullable JsonNode other) {
    if (other == null || !other.isArray() || list.listKeys().isEmpty()) {
      return null;
    }
    JsonNode identity = identity(list, item);
    for (JsonNode each : other) {
      if (identity(list, each).equals(identity)) {
        return each;
      }
    }
    return null;
  }
}
