package dev.agentgateway.schema.shape;

import dev.agentgateway.schema.Node;
import dev.agentgateway.schema.Position;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Defaults as they stand in annotations: JSON, or a bare text where a text is meant.
final class Defaults {

  private static final Position NOWHERE = new Position("default", 1, 1);

  private Defaults() {}

  static Node node(String written, Shape shape) {
    boolean text =
        shape instanceof Shape.Text
            || shape instanceof Shape.Choice
            || shape instanceof Shape.Span
            || shape instanceof Shape.Moment;
    if (text && !written.startsWith("\"")) {
      return new Node.Text(NOWHERE, written);
    }
    return switch (written) {
      case "true", "false" -> new Node.Bool(NOWHERE, Boolean.parseBoolean(written));
      case "{}" -> new Node.Fields(NOWHERE, List.of());
      case "[]" -> new Node.Items(NOWHERE, List.of());
      default -> isDigits(written) ? new Node.Num(NOWHERE, written) : json(written);
    };
  }

  private static boolean isDigits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /// Loading a JSON mapper takes longer than all else here, so what is simple is read without.
  private static Node json(String written) {
    try {
      return node(JsonMapper.shared().readTree(written));
    } catch (JacksonException broken) {
      throw new IllegalArgumentException("@Default(" + written + ") is not JSON", broken);
    }
  }

  private static Node node(JsonNode json) {
    return switch (json.getNodeType()) {
      case STRING -> new Node.Text(NOWHERE, json.stringValue());
      case NUMBER -> new Node.Num(NOWHERE, json.asString());
      case BOOLEAN -> new Node.Bool(NOWHERE, json.booleanValue());
      case ARRAY -> {
        List<Node> items = new ArrayList<>();
        json.forEach(item -> items.add(node(item)));
        yield new Node.Items(NOWHERE, items);
      }
      case OBJECT -> {
        List<Node.Field> fields = new ArrayList<>();
        json.forEachEntry((name, value) -> fields.add(new Node.Field(name, NOWHERE, node(value))));
        yield new Node.Fields(NOWHERE, fields);
      }
      case NULL, MISSING, BINARY, POJO -> new Node.Null(NOWHERE);
    };
  }
}
