package dev.agentgateway.config.kind;

import dev.agentgateway.schema.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Settings that keep clients out. One that is known and not acted on yet must not let everybody
/// in: what it guards is closed.
final class Guards {

  private static final List<String> FIELDS =
      List.of(
          "jwtAuthentication",
          "basicAuthentication",
          "apiKeyAuthentication",
          "extAuth",
          "externalAuth",
          "networkAuthorization");

  private Guards() {}

  /// The guards that are written in a section.
  ///
  /// @param isKept whether a field is acted on
  static List<String> open(Node tree, String path, Predicate<String> isKept) {
    if (!(Paths.find(tree, path) instanceof Node.Fields section)) {
      return List.of();
    }
    List<String> open = new ArrayList<>();
    for (Node.Field field : section.fields()) {
      boolean isGuard =
          FIELDS.contains(field.name())
              && field.value() instanceof Node.Fields settings
              && settings.find("disable") == null;
      if (isGuard && !isKept.test(field.name())) {
        open.add(field.name());
      }
    }
    return open;
  }
}
