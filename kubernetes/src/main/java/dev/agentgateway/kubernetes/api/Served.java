package dev.agentgateway.kubernetes.api;

/// A kind as an API server serves it.
///
/// @param group empty for the core group
/// @param plural as paths write it: `httproutes`
public record Served(
    String group, String version, String kind, String plural, boolean isNamespaced) {

  public String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  /// The path of one object.
  public String path(String namespace, String name) {
    return collection(namespace) + "/" + name;
  }

  /// The path of all objects in a namespace, which is ignored where there are none.
  public String collection(String namespace) {
    String root = (group.isEmpty() ? "/api/" : "/apis/") + apiVersion();
    return isNamespaced ? root + "/namespaces/" + namespace + "/" + plural : root + "/" + plural;
  }
}
