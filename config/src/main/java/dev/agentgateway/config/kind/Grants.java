package dev.agentgateway.config.kind;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who may refer across namespaces.
public final class Grants {

  private final Map<String, List<Grant>> byNamespace = new HashMap<>();

  /// @param name null for every resource of the kind
  private record Grant(GroupKind from, String namespace, GroupKind to, @Nullable String name) {}

  /// @param namespace of the ReferenceGrant, where what is referred to lives
  public void grant(
      String namespace, GroupKind from, String fromNamespace, GroupKind to, @Nullable String name) {
    byNamespace
        .computeIfAbsent(namespace, _ -> new ArrayList<>())
        .add(new Grant(from, fromNamespace, to, name));
  }

  /// References within a namespace need no grant.
  public boolean allow(
      GroupKind from, String fromNamespace, GroupKind to, String namespace, String name) {
    if (fromNamespace.equals(namespace)) {
      return true;
    }
    for (Grant grant : byNamespace.getOrDefault(namespace, List.of())) {
      if (grant.from().equals(from)
          && grant.namespace().equals(fromNamespace)
          && grant.to().equals(to)
          && (grant.name() == null || grant.name().equals(name))) {
        return true;
      }
    }
    return false;
  }
}
