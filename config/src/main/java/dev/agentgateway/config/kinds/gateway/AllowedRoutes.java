package dev.agentgateway.config.kinds.gateway;

import dev.agentgateway.config.kind.GroupKind;
import dev.agentgateway.config.kind.ListenerSlot;
import dev.agentgateway.config.kind.Workspace;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which routes may attach to a listener.
///
/// @param own the Gateway's namespace
/// @param kinds that are named and served; all that are served where none is named
/// @param unknown kinds that are named and not served
record AllowedRoutes(
    String own,
    Gateway.Namespaces namespaces,
    List<GroupKind> kinds,
    List<GroupKind> unknown,
    Workspace workspace)
    implements ListenerSlot.Admission {

  private static final List<GroupKind> SERVED =
      List.of(new GroupKind("gateway.networking.k8s.io", "HTTPRoute"));

  static AllowedRoutes of(
      Gateway.@Nullable AllowedRoutes written, String own, Workspace workspace) {
    Gateway.Namespaces namespaces =
        written == null || written.namespaces() == null
            ? new Gateway.Namespaces("Same", null)
            : written.namespaces();
    if (written == null || written.kinds().isEmpty()) {
      return new AllowedRoutes(own, namespaces, SERVED, List.of(), workspace);
    }
    List<GroupKind> named =
        written.kinds().stream().map(kind -> new GroupKind(kind.group(), kind.kind())).toList();
    return new AllowedRoutes(
        own,
        namespaces,
        named.stream().filter(SERVED::contains).toList(),
        named.stream().filter(kind -> !SERVED.contains(kind)).toList(),
        workspace);
  }

  @Override
  public boolean admits(String namespace) {
    return switch (namespaces.from()) {
      case "All" -> true;
      case "Same" -> namespace.equals(own);
      case "Selector" ->
          namespaces.selector() != null
              && selects(namespaces.selector(), workspace.namespaceLabels(namespace));
      default -> false;
    };
  }

  @Override
  public boolean takes(GroupKind kind) {
    return kinds.contains(kind);
  }

  private static boolean selects(Gateway.Selector selector, Map<String, String> labels) {
    if (!labels.entrySet().containsAll(selector.matchLabels().entrySet())) {
      return false;
    }
    for (Gateway.Expression expression : selector.matchExpressions()) {
      String value = labels.get(expression.key());
      boolean holds =
          switch (expression.operator()) {
            case "In" -> value != null && expression.values().contains(value);
            case "NotIn" -> value == null || !expression.values().contains(value);
            case "Exists" -> value != null;
            default -> value == null;
          };
      if (!holds) {
        return false;
      }
    }
    return true;
  }
}
