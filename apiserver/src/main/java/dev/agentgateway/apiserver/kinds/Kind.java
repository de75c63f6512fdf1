package dev.agentgateway.apiserver.kinds;

import dev.agentgateway.apiserver.answers.Status.Subject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A kind of objects: its names, its versions, and where its objects live.
///
/// @param group empty for the core
/// @param storageVersion the version its objects are kept in
/// @param versions the preferred one first
public record Kind(
    String group,
    String name,
    String listName,
    String plural,
    String singular,
    List<String> shortNames,
    List<String> categories,
    Scope scope,
    Origin origin,
    String storageVersion,
    List<Served> versions) {

  /// Where objects of a kind live.
  public enum Scope {
    NAMESPACED,
    CLUSTER
  }

  /// Where a kind comes from.
  public enum Origin {
    BUILT_IN,
    CUSTOM
  }

  public Kind {
    shortNames = List.copyOf(shortNames);
    categories = List.copyOf(categories);
    versions = List.copyOf(versions);
  }

  /// `secrets`, `gateways.gateway.networking.k8s.io`.
  public String resource() {
    return group.isEmpty() ? plural : plural + "." + group;
  }

  public boolean isNamespaced() {
    return scope == Scope.NAMESPACED;
  }

  public boolean isCustom() {
    return origin == Origin.CUSTOM;
  }

  /// `v1`, `gateway.networking.k8s.io/v1`.
  public String apiVersion(String version) {
    return group.isEmpty() ? version : group + "/" + version;
  }

  public @Nullable Served version(String version) {
    for (Served each : versions) {
      if (each.version().equals(version)) {
        return each;
      }
    }
    return null;
  }

  /// An object of this kind, as statuses name it.
  public Subject subject(String objectName) {
    return new Subject(group, plural, objectName);
  }

  /// An object of this kind, as statuses about its content name it.
  public Subject kindSubject(String objectName) {
    return new Subject(group, name, objectName);
  }
}
