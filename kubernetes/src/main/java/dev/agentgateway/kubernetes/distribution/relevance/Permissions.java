package dev.agentgateway.kubernetes.distribution.relevance;

import dev.agentgateway.config.report.ResourceKey;
import dev.agentgateway.config.sources.Document;
import dev.agentgateway.schema.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Who may refer across namespaces. What may not be referred to is not sent: a Secret must not
/// reach the data planes of whoever merely writes its name.
final class Permissions {

  private final Map<String, Map<ResourceKey, List<Permission>>> byNamespace = new HashMap<>();

  /// @param name empty for every object of the kind
  private record Permission(
      String fromGroup,
      String fromKind,
      String fromNamespace,
      String toGroup,
      String toKind,
      String name) {

    boolean holds(ResourceKey from, ResourceKey to) {
      return fromGroup.equals(from.group())
          && fromKind.equals(from.kind())
          && fromNamespace.equals(from.namespace())
          && toGroup.equals(to.group())
          && toKind.equals(to.kind())
          && (name.isEmpty() || name.equals(to.name()));
    }
  }

  void put(ResourceKey grant, Document document) {
    byNamespace
        .computeIfAbsent(grant.namespace(), _ -> new HashMap<>())
        .put(grant, read(document.root()));
  }

  void remove(ResourceKey grant) {
    byNamespace.getOrDefault(grant.namespace(), new HashMap<>()).remove(grant);
  }

  boolean allow(ResourceKey from, ResourceKey to) {
    return to.namespace().isEmpty()
        || from.namespace().equals(to.namespace())
        || byNamespace.getOrDefault(to.namespace(), Map.of()).values().stream()
            .flatMap(List::stream)
            .anyMatch(each -> each.holds(from, to));
  }

  private static List<Permission> read(Node.Fields root) {
    List<Permission> permissions = new ArrayList<>();
    if (root.find("spec") instanceof Node.Fields spec
        && spec.find("from") instanceof Node.Items(var _, var froms)
        && spec.find("to") instanceof Node.Items(var _, var tos)) {
      for (Node from : froms) {
        for (Node to : tos) {
          if (from instanceof Node.Fields source && to instanceof Node.Fields target) {
            permissions.add(
                new Permission(
                    MentionReader.text(source, "group"),
                    MentionReader.text(source, "kind"),
                    MentionReader.text(source, "namespace"),
                    MentionReader.text(target, "group"),
                    MentionReader.text(target, "kind"),
                    MentionReader.text(target, "name")));
          }
        }
      }
    }
    return List.copyOf(permissions);
  }
}
