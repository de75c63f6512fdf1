package dev.agentgateway.config.report;

import java.util.Comparator;

/// What names a resource. Versions of a group name the same resource.
///
/// @param group empty for the core group
/// @param namespace empty for kinds without namespaces
public record ResourceKey(String group, String kind, String namespace, String name)
    implements Comparable<ResourceKey> {

  private static final Comparator<ResourceKey> ORDER =
      Comparator.comparing(ResourceKey::kind)
          .thenComparing(ResourceKey::namespace)
          .thenComparing(ResourceKey::name)
          .thenComparing(ResourceKey::group);

  /// `namespace/name`, or the name where there is no namespace.
  public String id() {
    return namespace.isEmpty() ? name : namespace + "/" + name;
  }

  @Override
  public int compareTo(ResourceKey other) {
    return ORDER.compare(this, other);
  }

  /// `HTTPRoute default/anthropic`.
  @Override
  public String toString() {
    return kind + " " + id();
  }
}
