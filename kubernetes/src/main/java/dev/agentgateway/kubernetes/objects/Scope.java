package dev.agentgateway.kubernetes.objects;

import java.util.List;

/// What of a cluster is looked at.
///
/// @param namespaces whose objects are seen
/// @param secretNamespaces whose Secrets and ConfigMaps are read, each by itself; empty for all
public record Scope(NamespaceSelectors namespaces, List<String> secretNamespaces) {

  public static final Scope ALL = new Scope(NamespaceSelectors.ALL, List.of());

  public Scope {
    secretNamespaces = List.copyOf(secretNamespaces);
  }
}
