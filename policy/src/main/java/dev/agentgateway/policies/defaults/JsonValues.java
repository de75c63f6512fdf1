package dev.agentgateway.policies.defaults;

import dev.agentgateway.policy.PolicyException;
import dev.agentgateway.schema.Node;
import java.math.BigDecimal;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Values of fields as JSON. Numbers keep their value, whatever their size.
final class JsonValues {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JsonValues() {}

  static JsonNode of(String field, Node node) {
    return switch (node) {
      case Node.Null _ -> NODES.nullNode();
      case Node.Bool bool -> NODES.booleanNode(bool.value());
      case Node.Num number -> number(field, number.text());
      case Node.Text text -> NODES.stringNode(text.value());
      case Node.Items items -> {
        ArrayNode array = NODES.arrayNode();
        items.items().forEach(item -> array.add(of(field, item)));
        yield array;
      }
      case Node.Fields fields -> {
        ObjectNode object = NODES.objectNode();
        fields.fields().forEach(each -> object.set(each.name(), of(field, each.value())));
        yield object;
      }
    };
  }

  private static JsonNode number(String field, String text) {
    try {
      BigDecimal value = new BigDecimal(text);
      return value.scale() == 0
          ? NODES.numberNode(value.toBigIntegerExact())
          : NODES.numberNode(value);
    } catch (NumberFormatException _) {
      throw new PolicyException(field, field + ": " + text + " (expected: a decimal number)");
    }
  }

  static JsonNode parse(String field, String json) {
    try {
      return Lazy.MAPPER.readTree(json);
    } catch (JacksonException _) {
      throw new PolicyException(
          field,
          field
              + ": no JSON (expected: JSON inside a text, such as '0.5'; a text needs quotes of its"
              + " own: '\"low\"')");
    }
  }

  /// Made when the first old resource is read, not at start.
  private static final class Lazy {

    static final JsonMapper MAPPER =
        JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
  }
}
