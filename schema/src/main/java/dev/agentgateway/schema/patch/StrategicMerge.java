package dev.agentgateway.schema.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Strategic merge patch: a merge patch that knows which lists are merged item by item.
///
/// Directives: `$patch: delete | replace`, `$deleteFromPrimitiveList/<list>`,
/// `$setElementOrder/<list>`, `$retainKeys`.
public final class StrategicMerge {

  private static final String DELETE_FROM = "$deleteFromPrimitiveList/";
  private static final String ORDER = "$setElementOrder/";

  private StrategicMerge() {}

  public static ObjectNode apply(Strategy strategy, ObjectNode target, ObjectNode patch) {
    return object(strategy, target, patch);
  }

  private static ObjectNode object(Strategy strategy, @Nullable JsonNode target, ObjectNode patch) {
    ObjectNode merged =
        target instanceof ObjectNode object
            ? object.deepCopy()
            : JsonNodeFactory.instance.objectNode();
    String directive = patch.path("$patch").asString();
    if (directive.equals("delete")) {
      return JsonNodeFactory.instance.objectNode();
    }
    if (directive.equals("replace")) {
      ObjectNode replaced = patch.deepCopy();
      replaced.remove("$patch");
      return replaced;
    }
    if (patch.path("$retainKeys").isArray()) {
      List<String> kept = new ArrayList<>();
      patch.path("$retainKeys").forEach(key -> kept.add(key.asString()));
      merged.retain(kept);
    }
    for (Map.Entry<String, JsonNode> change : patch.properties()) {
      String name = change.getKey();
      if (!name.startsWith("$")) {
        field(strategy, merged, name, change.getValue());
      }
    }
    for (Map.Entry<String, JsonNode> change : patch.properties()) {
      String name = change.getKey();
      if (name.startsWith(DELETE_FROM)) {
        deleteFrom(merged.get(name.substring(DELETE_FROM.length())), change.getValue());
      } else if (name.startsWith(ORDER)) {
        String list = name.substring(ORDER.length());
        order(strategy.field(list), merged, list, change.getValue());
      }
    }
    return merged;
  }

  private static void field(Strategy strategy, ObjectNode merged, String name, JsonNode value) {
    if (value.isNull()) {
      merged.remove(name);
      return;
    }
    Strategy field = strategy.field(name);
    JsonNode present = merged.get(name);
    if (value instanceof ObjectNode changes) {
      if (changes.path("$patch").asString().equals("delete")) {
        merged.remove(name);
      } else {
        merged.set(name, object(field, present, changes));
      }
    } else if (value instanceof ArrayNode items && field.isMerged()) {
      merged.set(name, list(field, present, items));
    } else {
      merged.set(name, value.deepCopy());
    }
  }

  private static ArrayNode list(Strategy strategy, @Nullable JsonNode target, ArrayNode patch) {
    ArrayNode merged =
        target instanceof ArrayNode array ? array.deepCopy() : JsonNodeFactory.instance.arrayNode();
    String key = strategy.mergeKey();
    for (JsonNode item : patch) {
      if (item.path("$patch").asString().equals("replace")) {
        merged.removeAll();
        patch.forEach(each -> {
          if (!each.has("$patch")) {
            merged.add(each.deepCopy());
          }
        });
        return merged;
      }
    }
    for (JsonNode item : patch) {
      if (key.isEmpty()) {
        if (!contains(merged, item)) {
          merged.add(item.deepCopy());
        }
      } else {
        mergeItem(strategy.items(), merged, key, item);
      }
    }
    return merged;
  }

  private static void mergeItem(Strategy items, ArrayNode merged, String key, JsonNode item) {
    int at = indexOf(merged, key, item.path(key));
    if (item.path("$patch").asString().equals("delete")) {
      if (at >= 0) {
        merged.remove(at);
      }
    } else if (item instanceof ObjectNode changes) {
      ObjectNode result = object(items, at < 0 ? null : merged.get(at), changes);
      if (at < 0) {
        merged.add(result);
      } else {
        merged.set(at, result);
      }
    }
  }

  private static void order(Strategy strategy, ObjectNode merged, String name, JsonNode wanted) {
    if (!(merged.get(name) instanceof ArrayNode list) || !wanted.isArray()) {
      return;
    }
    String key = strategy.mergeKey();
    ArrayNode rest = list.deepCopy();
    ArrayNode ordered = JsonNodeFactory.instance.arrayNode();
    for (JsonNode each : wanted) {
      for (int i = 0; i < rest.size(); i++) {
        JsonNode item = rest.get(i);
        if (key.isEmpty() ? item.equals(each) : item.path(key).equals(each.path(key))) {
          ordered.add(item);
          rest.remove(i);
          break;
        }
      }
    }
    rest.forEach(ordered::add);
    merged.set(name, ordered);
  }

  private static void deleteFrom(@Nullable JsonNode list, JsonNode values) {
    if (list instanceof ArrayNode array) {
      for (int i = array.size() - 1; i >= 0; i--) {
        if (contains(values, array.get(i))) {
          array.remove(i);
        }
      }
    }
  }

  private static int indexOf(ArrayNode list, String key, JsonNode value) {
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i).path(key).equals(value)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean contains(JsonNode list, JsonNode value) {
    for (JsonNode each : list) {
      if (each.equals(value)) {
        return true;
      }
    }
    return false;
  }
}
