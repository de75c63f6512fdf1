package dev.agentgateway.config.compile;

import dev.agentgateway.schema.Node;
import dev.agentgateway.schema.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What holds in place of a policy that cannot be read and that was to keep clients out: the same
/// targets, and nobody passes. A misspelled word must not open a door.
final class ClosedPolicy {

  private static final Set<String> TARGETS = Set.of("targetRefs", "targetSelectors");

  private static final List<String> GUARDS =
      List.of(
          "authorization",
          "rbac",
          "jwtAuthentication",
          "basicAuthentication",
          "apiKeyAuthentication",
          "extAuth",
          "networkAuthorization");

  /// Kind → where in `spec` such a policy says who passes.
  private static final Map<String, List<String>> PLACES =
      Map.of(
          "AgentgatewayPolicy", List.of("traffic", "authorization"),
          "TrafficPolicy", List.of("rbac"));

  private ClosedPolicy() {}

  /// Null where nobody was to be kept out.
  static Node.@Nullable Fields of(String kind, Node.Fields document) {
    List<String> place = PLACES.get(kind);
    if (place == null || !(document.find("spec") instanceof Node.Fields spec) || !isGuard(spec)) {
      return null;
    }
    Position at = spec.at();
    Node closed = nobody(at);
    for (String name : place.reversed()) {
      closed = fields(at, name, closed);
    }
    List<Node.Field> kept = new ArrayList<>(((Node.Fields) closed).fields());
    spec.fields().stream().filter(field -> TARGETS.contains(field.name())).forEach(kept::add);
    return fields(document.at(), "spec", new Node.Fields(at, kept));
  }

  /// Guards stand in `spec` or in a section of it.
  private static boolean isGuard(Node.Fields spec) {
    for (Node.Field field : spec.fields()) {
      boolean isSection = field.name().equals("traffic") || field.name().equals("frontend");
      if (GUARDS.stream().anyMatch(guard -> Nearest.isNear(guard, field.name()))
          || (isSection && field.value() instanceof Node.Fields section && isGuard(section))) {
        return true;
      }
    }
    return false;
  }

  private static Node nobody(Position at) {
    Node always = new Node.Items(at, List.of(new Node.Text(at, "true")));
    return new Node.Fields(
        at,
        List.of(
            new Node.Field("action", at, new Node.Text(at, "Deny")),
            new Node.Field("policy", at, fields(at, "matchExpressions", always))));
  }

  private static Node.Fields fields(Position at, String name, Node value) {
    return new Node.Fields(at, List.of(new Node.Field(name, at, value)));
  }
}
