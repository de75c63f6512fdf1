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
    return isNamespaced ? root() + "/namespaces/" + namespace + "/" + plural : everywhere();
  }

  /// The path of all objects.
  public String everywhere() {
    return root() + "/" + plural;
  }

  private String root() {
    return (group.isEmpty() ? "/api/" : "/apis/") + apiVersion();
  }
}
