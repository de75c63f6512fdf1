package dev.agentgateway.config.kind;

import dev.agentgateway.schema.Node;
import dev.agentgateway.schema.Position;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds in a document what a path such as `spec.rules[0].name` names.
public final class Paths {

  private static final Pattern STEP = Pattern.compile("([^.\\[\\]]+)|\\[(\\d+)]");

  private Paths() {}

  /// Where the path stands; where its nearest written ancestor stands when it is not written.
  public static Position position(Node tree, String path) {
    Position at = tree.at();
    Node node = tree;
    Matcher steps = STEP.matcher(path);
    while (steps.find()) {
      if (steps.group(1) != null && node instanceof Node.Fields fields) {
        Node.Field found = field(fields, steps.group(1));
        if (found == null) {
          return at;
        }
        at = found.at();
        node = found.value();
      } else if (steps.group(2) != null && node instanceof Node.Items items) {
        int index = Integer.parseInt(steps.group(2));
        if (index >= items.items().size()) {
          return at;
        }
        node = items.items().get(index);
        at = node.at();
      } else {
        return at;
      }
    }
    return at;
  }

  /// What stands there, null when nothing is written there.
  public static @Nullable Node find(Node tree, String path) {
    Node node = tree;
    Matcher steps = STEP.matcher(path);
    while (steps.find()) {
      if (steps.group(1) != null && node instanceof Node.Fields fields) {
        node = fields.find(steps.group(1));
      } else if (steps.group(2) != null
          && node instanceof Node.Items items
          && Integer.parseInt(steps.group(2)) < items.items().size()) {
        node = items.items().get(Integer.parseInt(steps.group(2)));
      } else {
        return null;
      }
      if (node == null || node instanceof Node.Null) {
        return null;
      }
    }
    return node;
  }

  private static Node.@Nullable Field field(Node.Fields fields, String name) {
    for (Node.Field field : fields.fields()) {
      if (field.name().equals(name)) {
        return field;
      }
    }
    return null;
  }
}
