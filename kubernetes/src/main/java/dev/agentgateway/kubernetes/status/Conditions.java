package dev.agentgateway.kubernetes.status;

import dev.agentgateway.config.report.Condition;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Writes conditions. A condition that says the same as before keeps its time.
///
/// @param generation of the object that they are about
record Conditions(long generation, Instant now) {

  private static final int CONDITIONS_MAX = 8;
  private static final int MESSAGE_MAX = 32_768;

  /// @param before the conditions at the same place as they stand now
  ArrayNode write(List<Condition> conditions, JsonNode before) {
    ArrayNode written = JsonNodeFactory.instance.arrayNode();
    Set<String> types = new HashSet<>();
    for (Condition condition : conditions) {
      if (written.size() < CONDITIONS_MAX && types.add(condition.type())) {
        written.add(write(condition, before));
      }
    }
    return written;
  }

  private ObjectNode write(Condition condition, JsonNode before) {
    String message = condition.message();
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("type", condition.type());
    node.put("status", condition.status());
    node.put("reason", condition.reason());
    node.put(
        "message", message.length() > MESSAGE_MAX ? message.substring(0, MESSAGE_MAX) : message);
    node.put("observedGeneration", generation);
    node.put("lastTransitionTime", since(condition, before));
    return node;
  }

  private String since(Condition condition, JsonNode before) {
    for (JsonNode each : before) {
      if (each.path("type").asString("").equals(condition.type())
          && each.path("status").asString("").equals(condition.status())
          && each.path("lastTransitionTime").isString()) {
        return each.path("lastTransitionTime").asString();
      }
    }
    return now.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
