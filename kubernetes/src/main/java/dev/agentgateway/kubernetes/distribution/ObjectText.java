package dev.agentgateway.kubernetes.distribution;

import dev.agentgateway.kubernetes.objects.Live;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// An object as data planes get it: without its status and bookkeeping.
final class ObjectText {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int HASH_BYTES = 12;
  private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

  private static final Set<String> METADATA =
      Set.of("name", "namespace", "labels", "annotations", "generation", "creationTimestamp");

  private final String hash;
  private final byte[] json;

  private ObjectText(String hash, byte[] json) {
    this.hash = hash;
    this.json = json;
  }

  static ObjectText of(Live live) {
    ObjectNode told = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> each : live.tree().properties()) {
      switch (each.getKey()) {
        case "status" -> {}
        case "metadata" -> told.set("metadata", metadata(each.getValue()));
        default -> told.set(each.getKey(), each.getValue());
      }
    }
    byte[] json = JSON.writeValueAsBytes(ordered(told));
    return new ObjectText(hash(json), json);
  }

  String hash() {
    return hash;
  }

  /// Nobody changes it.
  byte[] json() {
    return json;
  }

  private static ObjectNode metadata(JsonNode metadata) {
    ObjectNode told = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> each : metadata.properties()) {
      if (each.getKey().equals("annotations") && each.getValue().has(LAST_APPLIED)) {
        ObjectNode annotations = (ObjectNode) each.getValue().deepCopy();
        annotations.remove(LAST_APPLIED);
        told.set("annotations", annotations);
      } else if (METADATA.contains(each.getKey())) {
        told.set(each.getKey(), each.getValue());
      }
    }
    return told;
  }

  /// The same object has the same hash, however its fields came.
  private static JsonNode ordered(JsonNode node) {
    if (node instanceof ObjectNode object) {
      ObjectNode sorted = JsonNodeFactory.instance.objectNode();
      object.propertyNames().stream()
          .sorted()
          .forEach(each -> sorted.set(each, ordered(object.path(each))));
      return sorted;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode items = JsonNodeFactory.instance.arrayNode();
      array.forEach(each -> items.add(ordered(each)));
      return items;
    }
    return node;
  }

  private static String hash(byte[] json) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(json);
      return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java has SHA-256", missing);
    }
  }
}
