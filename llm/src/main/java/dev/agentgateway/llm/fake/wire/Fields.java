package dev.agentgateway.llm.fake.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// The fields that an object of Anthropic's format may have, and complaints about others.
final class Fields {

  private Fields() {}

  static final String EXTRA = ": Extra inputs are not permitted";

  static void onlyKnown(JsonNode object, String path, Set<String> known, List<String> problems) {
    for (String name : object.propertyNames()) {
      if (!known.contains(name)) {
        problems.add((path.isEmpty() ? "" : path + ".") + name + EXTRA);
      }
    }
  }

  /// The items of an array; none of anything else.
  static List<JsonNode> list(JsonNode array) {
    List<JsonNode> items = new ArrayList<>();
    if (array.isArray()) {
      array.forEach(items::add);
    }
    return items;
  }

  static boolean isWhole(JsonNode number) {
    return number.isIntegralNumber() && number.canConvertToLong();
  }

  /// Whether a field is there and is neither null nor of the kind that it has to be.
  static boolean isOther(JsonNode object, String name, boolean isArray) {
    JsonNode value = object.path(name);
    boolean isThere = !value.isMissingNode() && !value.isNull();
    return isThere && !(isArray ? value.isArray() : value.isObject());
  }

  static String text(JsonNode object, String name) {
    return object.path(name).asString("");
  }
}
