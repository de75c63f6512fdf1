package dev.agentgateway.apiserver.rest;

import dev.agentgateway.apiserver.kinds.Kind;
import dev.agentgateway.apiserver.kinds.Served;
import dev.agentgateway.apiserver.store.Key;
import org.jspecify.annotations.Nullable;

/// What a path names: objects of a kind, or one of them.
///
/// @param namespace null for the whole cluster
/// @param name null for all objects
/// @param subresource empty for the object itself
public record Place(
    Kind kind,
    Served served,
    @Nullable String namespace,
    @Nullable String name,
    String subresource) {

  public String apiVersion() {
    return kind.apiVersion(served.version());
  }

  boolean isStatus() {
    return subresource.equals("status");
  }

  Key key(String objectName) {
    return new Key(kind.resource(), namespace == null ? "" : namespace, objectName);
  }

  /// The key of the one object that the path names.
  Key key() {
    return key(name == null ? "" : name);
  }

  Place in(String objectNamespace) {
    return new Place(kind, served, objectNamespace, name, subresource);
  }
}
