package dev.agentgateway.apiserver.kinds;

import dev.agentgateway.apiserver.documents.Json;
import dev.agentgateway.apiserver.openapi.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Kinds read from CustomResourceDefinitions, whose form the built-in ones share.
final class KindDocuments {

  private KindDocuments() {}

  /// @param metadata the schema that every object's metadata has
  static Kind read(JsonNode spec, Kind.Origin origin, JsonNode metadata) {
    JsonNode names = spec.path("names");
    List<Served> versions = new ArrayList<>();
    String storage = "";
    for (JsonNode version : spec.path("versions")) {
      if (version.path("storage").asBoolean()) {
        storage = version.path("name").asString();
      }
      if (version.path("served").asBoolean()) {
        versions.add(served(version, metadata));
      }
    }
    versions.sort(java.util.Comparator.comparing(Served::version, Versions.PREFERRED_FIRST));
    String name = names.path("kind").asString();
    String listName = names.path("listKind").asString();
    String singular = names.path("singular").asString();
    return new Kind(
        spec.path("group").asString(),
        name,
        listName.isEmpty() ? name + "List" : listName,
        names.path("plural").asString(),
        singular.isEmpty() ? name.toLowerCase(Locale.ROOT) : singular,
        texts(names.path("shortNames")),
        texts(names.path("categories")),
        spec.path("scope").asString().equals("Cluster")
            ? Kind.Scope.CLUSTER
            : Kind.Scope.NAMESPACED,
        origin,
        storage,
        versions);
  }

  private static Served served(JsonNode version, JsonNode metadata) {
    JsonNode subresources = version.path("subresources");
    return new Served(
        version.path("name").asString(),
        whole(version.path("schema").path("openAPIV3Schema"), metadata),
        subresources.has("status"),
        subresources.has("scale"),
        columns(version.path("additionalPrinterColumns")));
  }

  /// The schema of an object with what every object has.
  private static Schema whole(JsonNode schema, JsonNode metadata) {
    ObjectNode root =
        schema instanceof ObjectNode object
            ? object.deepCopy()
            : Json.object().put("type", "object");
    ObjectNode properties = root.withObject("properties");
    properties.set("metadata", metadata);
    if (!properties.has("apiVersion")) {
      properties.putObject("apiVersion").put("type", "string");
    }
    if (!properties.has("kind")) {
      properties.putObject("kind").put("type", "string");
    }
    return Schema.of(root);
  }

  private static List<Column> columns(JsonNode documents) {
    if (!documents.isArray() || documents.isEmpty()) {
      return List.of(Column.AGE);
    }
    List<Column> columns = new ArrayList<>();
    for (JsonNode each : documents) {
      columns.add(
          new Column(
              each.path("name").asString(),
              each.path("type").asString(),
              each.path("format").asString(),
              each.path("description").asString(),
              each.path("priority").asInt(0),
              each.path("jsonPath").asString()));
    }
    return columns;
  }

  static List<String> texts(JsonNode array) {
    List<String> found = new ArrayList<>();
    array.forEach(each -> found.add(each.asString()));
    return found;
  }
}
