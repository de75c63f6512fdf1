package dev.agentgateway.app.client;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// An object as it was written.
///
/// @param source the file, as messages call it
public record Manifest(String source, ObjectNode tree) {

  public String apiVersion() {
    return tree.path("apiVersion").asString("");
  }

  public String kind() {
    return tree.path("kind").asString("");
  }

  public String name() {
    return tree.path("metadata").path("name").asString("");
  }

  /// Empty when none is written.
  public String namespace() {
    JsonNode written = tree.path("metadata").path("namespace");
    return written.asString("");
  }

  /// The kind as the server serves it.
  public Kind kind(Remote server) throws Refused {
    Kind found = server.kind(apiVersion(), kind());
    if (found == null) {
      throw Refused.error(
          "resource mapping not found for name: \"%s\" namespace: \"%s\" from \"%s\": no matches for kind \"%s\" in version \"%s\"\nensure CRDs are installed first"
              .formatted(name(), namespace(), source, kind(), apiVersion()));
    }
    return found;
  }

  /// Where the object belongs; empty where there are no namespaces.
  public String namespace(Kind kind, Remote server) throws Refused {
    if (!kind.served().isNamespaced()) {
      return "";
    }
    String written = namespace();
    String asked = server.namespaceAsked();
    if (!written.isEmpty() && asked != null && !asked.equals(written)) {
      throw Refused.error(
          "the namespace from the provided object \"%s\" does not match the namespace \"%s\". You must pass '--namespace=%s' to perform this operation."
              .formatted(written, asked, written));
    }
    return written.isEmpty() ? server.namespace() : written;
  }
}
