package dev.agentgateway.apiserver.store;

/// Where an object is kept.
///
/// @param resource plural name with its group: `secrets`, `gateways.gateway.networking.k8s.io`
/// @param namespace empty for objects of the cluster
public record Key(String resource, String namespace, String name) implements Comparable<Key> {

  @Override
  public int compareTo(Key other) {
    int byNamespace = namespace.compareTo(other.namespace);
    if (byNamespace != 0) {
      return byNamespace;
    }
    int byName = name.compareTo(other.name);
    return byName != 0 ? byName : resource.compareTo(other.resource);
  }
}
