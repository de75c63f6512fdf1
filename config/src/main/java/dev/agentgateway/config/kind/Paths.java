package dev.agentgateway.config.kind;

import dev.agentgateway.schema.Node;
import dev.agentgateway.schema.Position;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds in a document what a path such as `spec.rules[0].name` names.
public final class Paths {

  private static final Pattern INDEX = Pattern.compile("\\[\\d{1,9}");

  private final String path;
  private int next;

  private Paths(String path) {
    this.path = path;
  }

  /// Where the path stands; where its nearest written ancestor stands when it is not written.
  public static Position position(Node tree, String path) {
    Position at = tree.at();
    Node node = tree;
    Paths steps = new Paths(path);
    for (String step = steps.step(); step != null; step = steps.step()) {
      Node.Field found = child(node, step);
      if (found == null) {
        return at;
      }
      at = found.at();
      node = found.value();
    }
    return at;
  }

  /// What stands there, null when nothing is written there.
  public static @Nullable Node find(Node tree, String path) {
    Node node = tree;
    Paths steps = new Paths(path);
    for (String step = steps.step(); step != null; step = steps.step()) {
      Node.Field found = child(node, step);
      if (found == null || found.value() instanceof Node.Null) {
        return null;
      }
      node = found.value();
    }
    return node;
  }

  /// The next name, or `[` with the digits of an index; null after the last.
  private @Nullable String step() {
    while (next < path.length() && (path.charAt(next) == '.' || path.charAt(next) == ']')) {
      next++;
    }
    if (next == path.length()) {
      return null;
    }
    int start = next++;
    while (next < path.length() && ".[]".indexOf(path.charAt(next)) < 0) {
      next++;
    }
    return path.substring(start, next);
  }

  /// An item is a field without a name.
  private static Node.@Nullable Field child(Node node, String step) {
    return switch (node) {
      case Node.Fields fields -> field(fields, step);
      case Node.Items items when INDEX.matcher(step).matches() ->
          item(items, Integer.parseInt(step.substring(1)));
      default -> null;
    };
  }

  private static Node.@Nullable Field item(Node.Items items, int index) {
    if (index >= items.items().size()) {
      return null;
    }
    Node item = items.items().get(index);
    return new Node.Field("", item.at(), item);
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
