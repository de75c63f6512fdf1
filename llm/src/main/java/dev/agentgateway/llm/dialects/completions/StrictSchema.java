package dev.agentgateway.llm.dialects.completions;

import java.util.HashSet;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Whether a schema is one that OpenAI takes as `strict`.
final class StrictSchema {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private StrictSchema() {}

  /// Every object names all its properties as required and allows no others.
  static boolean isStrict(String schema) {
    try {
      return isStrict(MAPPER.readTree(schema));
    } catch (JacksonException e) {
      return false;
    }
  }

  private static boolean isStrict(JsonNode node) {
    if (node instanceof ObjectNode object && object.path("properties").isObject()) {
      Set<String> required = new HashSet<>();
      object.path("required").forEach(name -> required.add(name.asString("")));
      boolean isClosed =
          object.path("additionalProperties").isBoolean()
              && !object.path("additionalProperties").booleanValue();
      if (!isClosed || !required.containsAll(object.path("properties").propertyNames())) {
        return false;
      }
    }
    for (JsonNode inner : node) {
      if (!isStrict(inner)) {
        return false;
      }
    }
    return true;
  }
}
