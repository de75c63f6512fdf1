package dev.agentgateway.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A document as a tree in which every node knows where it stands.
public sealed interface Node {

  Position at();

  record Null(Position at) implements Node {}

  record Bool(Position at, boolean value) implements Node {}

  /// @param text the number as it was written
  record Num(Position at, String text) implements Node {}

  record Text(Position at, String value) implements Node {}

  record Items(Position at, List<Node> items) implements Node {

    public Items {
      items = List.copyOf(items);
    }
  }

  /// Fields in the order they were written; names are unique.
  record Fields(Position at, List<Field> fields) implements Node {

    public Fields {
      fields = List.copyOf(fields);
    }

    public @Nullable Node find(String name) {
      for (Field field : fields) {
        if (field.name().equals(name)) {
          return field.value();
        }
      }
      return null;
    }
  }

  /// @param at where the name stands
  record Field(String name, Position at, Node value) {}
}
