package dev.agentgateway.llm.dialects.messages;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.llm.splice.JsonFields;
import dev.agentgateway.llm.splice.JsonScan;
import java.util.Arrays;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Thinking of models that do not sign it, as answers from other dialects carry it: its signature
/// is empty. Claude refuses a history that holds it.
final class UnsignedThinking {

  private static final byte[] FIELD = "\"signature\"".getBytes(UTF_8);

  private UnsignedThinking() {}

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
        kept.add(block);
      }
    }
    return kept.size() == content.size() ? message : object.deepCopy().set("content", kept);
  }

  /// Whether any signature is empty, white space between name and value or not.
  private static boolean isSuspect(byte[] bytes) {
    for (int at = 0; at + FIELD.length + 3 <= bytes.length; at++) {
      if (bytes[at] == '"' && Arrays.equals(bytes, at, at + FIELD.length, FIELD, 0, FIELD.length)) {
        int value = at + FIELD.length;
        while (value < bytes.length && " \t\r\n:".indexOf(bytes[value]) >= 0) {
          value++;
        }
        if (value + 1 < bytes.length && bytes[value] == '"' && bytes[value + 1] == '"') {
          return true;
        }
      }
    }
    return false;
  }
}
