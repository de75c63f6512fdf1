package dev.agentgateway.kubernetes.objects;

import dev.agentgateway.schema.Node;
import dev.agentgateway.schema.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Makes documents' trees of JSON. All nodes stand where the object is: there are no lines.
final class Trees {

  /// What no compilation asks for, and what changes without meaning.
  private static final Set<String> UNREAD = Set.of("status");

  private static final Set<String> UNREAD_METADATA =
      Set.of("managedFields", "resourceVersion", "uid", "selfLink", "finalizers");

  private Trees() {}

  /// An object without its status and its bookkeeping.
  static Node.Fields document(JsonNode object, Position at) {
    List<Node.Field> fields = new ArrayList<>();
    for (Map.Entry<String, JsonNode> each : object.properties()) {
      if (each.getKey().equals("metadata")) {
        fields.add(new Node.Field("metadata", at, fields(each.getValue(), at, UNREAD_METADATA)));
      } else if (!UNREAD.contains(each.getKey())) {
        fields.add(new Node.Field(each.getKey(), at, node(each.getValue(), at)));
      }
    }
    return new Node.Fields(at, fields);
  }

  private static Node node(JsonNode json, Position at) {
    return switch (json.getNodeType()) {
      case OBJECT -> fields(json, at, Set.of());
      case ARRAY -> {
        List<Node> items = new ArrayList<>();
        json.forEach(each -> items.add(node(each, at)));
        yield new Node.Items(at, items);
      }
      case BOOLEAN -> new Node.Bool(at, json.booleanValue());
      case NUMBER -> new Node.Num(at, json.asString());
      case STRING, BINARY -> new Node.Text(at, json.asString());
      case NULL, MISSING, POJO -> new Node.Null(at);
    };
  }

  private static Node.Fields fields(JsonNode json, Position at, Set<String> left) {
    List<Node.Field> fields = new ArrayList<>();
    for (Map.Entry<String, JsonNode> each : json.properties()) {
      if (!left.contains(each.getKey())) {
        fields.add(new Node.Field(each.getKey(), at, node(each.getValue(), at)));
      }
    }
    return new Node.Fields(at, fields);
  }
}
