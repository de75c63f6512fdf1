package dev.agentgateway.kubernetes.status;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/// Whether a status says already what it should. Lists whose items have types or names are sets.
final class Same {

  private Same() {}

  static boolean holds(JsonNode wanted, JsonNode present) {
    for (Map.Entry<String, JsonNode> each : wanted.properties()) {
      if (!same(each.getValue(), present.path(each.getKey()))) {
        return false;
      }
    }
    return true;
  }

  private static boolean same(JsonNode wanted, JsonNode present) {
    if (wanted.isArray()) {
      if (wanted.isEmpty() && present.isMissingNode()) {
        return true;
      }
      if (!present.isArray() || wanted.size() != present.size()) {
        return false;
      }
      List<JsonNode> first = sorted(wanted);
      List<JsonNode> second = sorted(present);
      for (int i = 0; i < first.size(); i++) {
        if (!same(first.get(i), second.get(i))) {
          return false;
        }
      }
      return true;
    }
    if (wanted.isObject()) {
      return present.isObject() && wanted.size() == present.size() && holds(wanted, present);
    }
    if (wanted.isNumber() && present.isNumber()) {
      return wanted.asLong() == present.asLong();
    }
    return Objects.equals(wanted, present);
  }

  private static List<JsonNode> sorted(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .sorted(
            Comparator.comparing(
                each -> each.path("type").asString("") + '/' + each.path("name").asString("")))
        .toList();
  }
}
