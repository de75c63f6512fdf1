package dev.agentgateway.app.commands.connect;

import dev.agentgateway.app.commands.connect.SettingsFile.Edited;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Settings in JSON: objects are merged, everything else is replaced.
final class JsonSettings {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private JsonSettings() {}

  static Edited with(String before, String addition) {
    JsonNode there;
    try {
      there = before.isBlank() ? JSON.createObjectNode() : JSON.readTree(before);
    } catch (JacksonException malformed) {
      var at = malformed.getLocation();
      return Edited.refused(
          "is no JSON" + (at == null ? "" : ", see line %d".formatted(at.getLineNr())));
    }
    if (!(there instanceof ObjectNode object)) {
      return Edited.refused("is no JSON object");
    }
    ObjectNode merged = object.deepCopy();
    String clash = merge(merged, (ObjectNode) JSON.readTree(addition), "");
    if (!clash.isEmpty()) {
      return Edited.refused(clash + " is no object");
    }
    return Edited.of(merged.equals(object) ? before : JSON.writeValueAsString(merged) + "\n");
  }

  /// The path of what cannot be merged; empty when all was.
  private static String merge(ObjectNode into, ObjectNode from, String path) {
    for (Map.Entry<String, JsonNode> field : from.properties()) {
      JsonNode there = into.get(field.getKey());
      if (field.getValue() instanceof ObjectNode inner && there != null) {
        if (!(there instanceof ObjectNode object)) {
          return path + field.getKey();
        }
        String clash = merge(object, inner, path + field.getKey() + ".");
        if (!clash.isEmpty()) {
          return clash;
        }
      } else {
        into.set(field.getKey(), field.getValue());
      }
    }
    return "";
  }
}
