package dev.agentgateway.kubernetes.objects;

import dev.agentgateway.config.report.ResourceKey;
import dev.agentgateway.config.sources.Document;
import dev.agentgateway.kubernetes.api.Served;
import dev.agentgateway.schema.Position;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// An object as it was told last.
///
/// @param tree nobody changes it
/// @param document what compilation reads of it
public record Live(ResourceKey key, Served served, ObjectNode tree, Document document) {

  static Live of(Served served, ObjectNode tree) {
    ResourceKey key = key(served, tree);
    Position at = new Position(key.toString(), 0, 0);
    Document document =
        new Document(
            Trees.document(tree, at),
            served.apiVersion(),
            served.kind(),
            key.namespace().isEmpty() ? null : key.namespace(),
            key.name(),
            at);
    return new Live(key, served, tree, document);
  }

  /// An object that says itself what it is.
  public static Document document(ObjectNode tree) {
    JsonNode metadata = tree.path("metadata");
    String kind = tree.path("kind").asString("");
    String namespace = metadata.path("namespace").asString("");
    String name = metadata.path("name").asString("");
    Position at =
        new Position(kind + " " + (namespace.isEmpty() ? name : namespace + "/" + name), 0, 0);
    return new Document(
        Trees.document(tree, at),
        tree.path("apiVersion").asString(""),
        kind,
        namespace.isEmpty() ? null : namespace,
        name,
        at);
  }

  static ResourceKey key(Served served, ObjectNode tree) {
    JsonNode metadata = tree.path("metadata");
    return new ResourceKey(
        served.group(),
        served.kind(),
        served.isNamespaced() ? metadata.path("namespace").asString("") : "",
        metadata.path("name").asString(""));
  }

  public String uid() {
    return tree.path("metadata").path("uid").asString("");
  }

  public String resourceVersion() {
    return tree.path("metadata").path("resourceVersion").asString("");
  }

  /// 0 where nobody counts.
  public long generation() {
    return tree.path("metadata").path("generation").asLong(0);
  }

  public JsonNode spec() {
    return tree.path("spec");
  }

  public JsonNode status() {
    return tree.path("status");
  }

  public String path() {
    return served.path(key.namespace(), key.name());
  }
}
