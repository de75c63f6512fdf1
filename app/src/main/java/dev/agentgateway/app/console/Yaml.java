package dev.agentgateway.app.console;

import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/// Writes a tree as YAML, in blocks. Texts that could be read as something else are quoted as in
/// JSON, which YAML reads too.
public final class Yaml {

  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z/_][A-Za-z0-9/_.-]*( [A-Za-z0-9/_.-]+)*");
  private static final Pattern WORD = Pattern.compile("(?i)y|n|yes|no|on|off|true|false|null|nan");

  private final StringBuilder text = new StringBuilder();

  private Yaml() {}

  public static String of(JsonNode tree) {
    Yaml yaml = new Yaml();
    yaml.block(tree, 0, true);
    return yaml.text.toString();
  }

  /// @param isAtStart whether the cursor stands where the first key or dash belongs
  private void block(JsonNode node, int indent, boolean isAtStart) {
    if (node.isObject() && !node.isEmpty()) {
      boolean isPlaced = isAtStart;
      for (Map.Entry<String, JsonNode> property : node.properties()) {
        if (!isPlaced) {
          text.append(" ".repeat(indent));
        }
        isPlaced = false;
        text.append(scalar(property.getKey())).append(':');
        value(property.getValue(), indent);
      }
    } else if (node.isArray() && !node.isEmpty()) {
      boolean isPlaced = isAtStart;
      for (JsonNode element : node) {
        if (!isPlaced) {
          text.append(" ".repeat(indent));
        }
        isPlaced = false;
        text.append("- ");
        block(element, indent + 2, true);
      }
    } else {
      text.append(leaf(node)).append('\n');
    }
  }

  private void value(JsonNode node, int indent) {
    if (node.isContainer() && !node.isEmpty()) {
      text.append('\n');
      block(node, node.isArray() ? indent : indent + 2, false);
    } else {
      text.append(' ').append(leaf(node)).append('\n');
    }
  }

  private static String leaf(JsonNode node) {
    return node.isString() ? scalar(node.asString()) : node.toString();
  }

  private static String scalar(String value) {
    boolean isPlain = PLAIN.matcher(value).matches() && !WORD.matcher(value).matches();
    return isPlain ? value : StringNode.valueOf(value).toString();
  }
}
