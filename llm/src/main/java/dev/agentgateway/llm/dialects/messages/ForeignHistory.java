package dev.agentgateway.llm.dialects.messages;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.llm.splice.JsonFields;
import dev.agentgateway.llm.splice.JsonScan;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What answers from other dialects put into a history and Claude refuses: thinking without a
/// signature, and citations without the index of a search result.
final class ForeignHistory {

  private static final List<byte[]> FIELDS =
      List.of("\"signature\"".getBytes(UTF_8), "\"encrypted_index\"".getBytes(UTF_8));

  private ForeignHistory() {}

  /// The very body when there is none; only then does it pass byte for byte.
  static JsonFields removed(JsonFields body) {
    if (!isSuspect(body.bytes()) || !(body.value("messages") instanceof ArrayNode messages)) {
      return body;
    }
    ArrayNode kept = JsonNodeFactory.instance.arrayNode();
    boolean isChanged = false;
    for (JsonNode message : messages) {
      JsonNode cleaned = cleaned(message);
      isChanged |= !cleaned.equals(message);
      if (!cleaned.path("content").isArray() || !cleaned.path("content").isEmpty()) {
        kept.add(cleaned);
      }
    }
    if (isChanged
        && JsonFields.scan(body.splice().set("messages", kept).bytes())
            instanceof JsonScan.Scanned(JsonFields changed)) {
      return changed;
    }
    return body;
  }

  private static JsonNode cleaned(JsonNode message) {
    if (!(message instanceof ObjectNode object)
        || !(object.get("content") instanceof ArrayNode content)) {
      return message;
    }
    ArrayNode kept = JsonNodeFactory.instance.arrayNode();
    for (JsonNode block : content) {
      boolean isUnsigned =
          block.path("type").asString("").equals("thinking")
              && block.path("signature").asString("").isEmpty();
      if (!isUnsigned) {
        kept.add(uncited(block));
      }
    }
    return kept.equals(content) ? message : object.deepCopy().set("content", kept);
  }

  private static JsonNode uncited(JsonNode block) {
    if (!(block instanceof ObjectNode object)
        || !(object.get("citations") instanceof ArrayNode citations)) {
      return block;
    }
    ArrayNode kept = JsonNodeFactory.instance.arrayNode();
    for (JsonNode citation : citations) {
      JsonNode index = citation.path("encrypted_index");
      if (!index.isString() || !index.stringValue().isEmpty()) {
        kept.add(citation);
      }
    }
    if (kept.size() == citations.size()) {
      return block;
    }
    return kept.isEmpty()
        ? object.deepCopy().without("citations")
        : object.deepCopy().set("citations", kept);
  }

  /// Whether any of the fields is empty, white space between name and value or not.
  private static boolean isSuspect(byte[] bytes) {
    for (int at = 0; at < bytes.length; at++) {
      if (bytes[at] == '"') {
        for (byte[] field : FIELDS) {
          if (isEmpty(bytes, at, field)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static boolean isEmpty(byte[] bytes, int at, byte[] field) {
    int value = at + field.length;
    if (value + 3 > bytes.length || !Arrays.equals(bytes, at, value, field, 0, field.length)) {
      return false;
    }
    while (value < bytes.length && " \t\r\n:".indexOf(bytes[value]) >= 0) {
      value++;
    }
    return value + 1 < bytes.length && bytes[value] == '"' && bytes[value + 1] == '"';
  }
}
