package dev.agentgateway.app.client;

import dev.agentgateway.app.console.Yaml;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Objects as JSON or YAML, their fields in the order of names.
public final class ObjectText {

  private static final String INDENT = "    ";

  private ObjectText() {}

  public static String json(JsonNode tree) {
    DefaultIndenter lines = new DefaultIndenter(INDENT, "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(
                Separators.createDefaultInstance()
                    .withObjectNameValueSpacing(Separators.Spacing.AFTER)
                    .withObjectEmptySeparator("")
                    .withArrayEmptySeparator(""))
            .withArrayIndenter(lines)
            .withObjectIndenter(lines);
    return JsonMapper.shared().writer().with(printer).writeValueAsString(sorted(tree)) + "\n";
  }

  public static String yaml(JsonNode tree) {
    return Yaml.of(sorted(tree));
  }

  /// Without what only the server keeps count with.
  public static ObjectNode withoutOwners(JsonNode object) {
    ObjectNode copy = (ObjectNode) object.deepCopy();
    if (copy.path("metadata") instanceof ObjectNode metadata) {
      metadata.remove("managedFields");
    }
    return copy;
  }

  /// Several objects as one.
  public static ObjectNode list(Iterable<? extends JsonNode> objects) {
    ObjectNode list = JsonNodeFactory.instance.objectNode();
    list.put("apiVersion", "v1");
    list.put("kind", "List");
    list.putObject("metadata").put("resourceVersion", "");
    ArrayNode items = list.putArray("items");
    objects.forEach(items::add);
    return list;
  }

  /// The same with fields in the order of names.
  public static JsonNode sorted(JsonNode tree) {
    return switch (tree) {
      case ObjectNode object -> {
        Map<String, JsonNode> fields = new TreeMap<>();
        object.properties().forEach(each -> fields.put(each.getKey(), sorted(each.getValue())));
        yield JsonNodeFactory.instance.objectNode().setAll(fields);
      }
      case ArrayNode array -> {
        ArrayNode copy = JsonNodeFactory.instance.arrayNode();
        array.forEach(each -> copy.add(sorted(each)));
        yield copy;
      }
      default -> tree;
    };
  }
}
