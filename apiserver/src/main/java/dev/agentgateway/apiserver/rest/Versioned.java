package dev.agentgateway.apiserver.rest;

import dev.agentgateway.apiserver.documents.Json;
import dev.agentgateway.apiserver.store.Stored;
import tools.jackson.databind.node.ObjectNode;

/// Kept objects in the version that was asked for. Versions of one kind differ in their name only.
final class Versioned {

  private Versioned() {}

  static ObjectNode tree(Stored stored, Place place) {
    ObjectNode tree = stored.tree();
    tree.put("apiVersion", place.apiVersion());
    return tree;
  }

  static byte[] json(Stored stored, Place place) {
    return place.served().version().equals(place.kind().storageVersion())
        ? stored.json()
        : Json.bytes(tree(stored, place));
  }
}
