package dev.agentgateway.apiserver.patches;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// JSON patch, RFC 6902.
public final class JsonPatch {

  private static final int OPERATIONS_MAX = 10_000;

  private JsonPatch() {}

  public static JsonNode apply(JsonNode target, JsonNode patch) throws PatchFault {
    if (!patch.isArray()) {
      throw new PatchFault("a JSON patch must be a list of operations");
    }
    if (patch.size() > OPERATIONS_MAX) {
      throw new PatchFault(
          "the allowed maximum operations in a JSON patch is %d, got %d"
              .formatted(OPERATIONS_MAX, patch.size()));
    }
    JsonNode result = target.deepCopy();
    for (JsonNode operation : patch) {
      result = step(result, operation);
    }
    return result;
  }

  private static JsonNode step(JsonNode root, JsonNode operation) throws PatchFault {
    String path = operation.path("path").asString();
    return switch (operation.path("op").asString()) {
      case "add" -> add(root, path, value(operation));
      case "remove" -> remove(root, path);
      case "replace" -> {
        find(root, path);
        yield replace(root, path, value(operation));
      }
      case "move" -> {
        String from = operation.path("from").asString();
        JsonNode moved = find(root, from);
        yield add(remove(root, from), path, moved);
      }
      case "copy" -> add(root, path, find(root, operation.path("from").asString()).deepCopy());
      case "test" -> {
        if (!find(root, path).equals(value(operation))) {
          throw new PatchFault("testing path " + path + " failed");
        }
        yield root;
      }
      default -> throw new PatchFault("Unexpected kind: " + operation.path("op").asString());
    };
  }

  private static JsonNode value(JsonNode operation) throws PatchFault {
    JsonNode value = operation.get("value");
    if (value == null) {
      throw new PatchFault("an operation lacks its value");
    }
    return value.deepCopy();
  }

  private static JsonNode find(JsonNode root, String path) throws PatchFault {
    JsonNode at = root;
    for (String step : steps(path)) {
      JsonNode next = at.isArray() ? at.get(index(step, at.size() - 1)) : at.get(step);
      if (next == null) {
        throw missing(path);
      }
      at = next;
    }
    return at;
  }

  private static JsonNode add(JsonNode root, String path, JsonNode value) throws PatchFault {
    if (path.isEmpty()) {
      return value;
    }
    String last = last(path);
    switch (parent(root, path)) {
      case ObjectNode object -> object.set(last, value);
      case ArrayNode array -> {
        int at = last.equals("-") ? array.size() : index(last, array.size());
        array.insert(at, value);
      }
      default -> throw missing(path);
    }
    return root;
  }

  private static JsonNode replace(JsonNode root, String path, JsonNode value) throws PatchFault {
    if (path.isEmpty()) {
      return value;
    }
    switch (parent(root, path)) {
      case ObjectNode object -> object.set(last(path), value);
      case ArrayNode array -> array.set(index(last(path), array.size() - 1), value);
      default -> throw missing(path);
    }
    return root;
  }

  private static JsonNode remove(JsonNode root, String path) throws PatchFault {
    find(root, path);
    switch (parent(root, path)) {
      case ObjectNode object -> object.remove(last(path));
      case ArrayNode array -> array.remove(index(last(path), array.size() - 1));
      default -> throw missing(path);
    }
    return root;
  }

  private static JsonNode parent(JsonNode root, String path) throws PatchFault {
    if (path.isEmpty()) {
      throw missing(path);
    }
    return find(root, path.substring(0, path.lastIndexOf('/')));
  }

  private static String last(String path) {
    return decoded(path.substring(path.lastIndexOf('/') + 1));
  }

  private static List<String> steps(String path) throws PatchFault {
    List<String> steps = new ArrayList<>();
    if (path.isEmpty()) {
      return steps;
    }
    if (!path.startsWith("/")) {
      throw missing(path);
    }
    for (String step : path.substring(1).split("/", -1)) {
      steps.add(decoded(step));
    }
    return steps;
  }

  private static String decoded(String step) {
    return step.replace("~1", "/").replace("~0", "~");
  }

  private static int index(String step, int max) throws PatchFault {
    if (!step.matches("0|[1-9]\\d{0,8}") || Integer.parseInt(step) > max) {
      throw new PatchFault("Unable to access invalid index: " + step);
    }
    return Integer.parseInt(step);
  }

  private static PatchFault missing(String path) {
    return new PatchFault("the path " + path + " is missing from the object");
  }
}
