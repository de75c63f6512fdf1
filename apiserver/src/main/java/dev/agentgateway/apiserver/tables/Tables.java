package dev.agentgateway.apiserver.tables;

import dev.agentgateway.apiserver.documents.Json;
import dev.agentgateway.apiserver.kinds.Column;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// Objects as rows, and objects as their metadata alone.
public final class Tables {

  /// Paths are those of served columns; the bound is for definitions that come and go.
  private static final int PATHS_MAX = 4_096;

  private static final Map<String, JsonPath> PATHS = new ConcurrentHashMap<>();

  private static final String NAME_CELL = "@name";

  private Tables() {}

  /// What of an object a row holds.
  public enum Include {
    NONE,
    METADATA,
    OBJECT
  }

  /// A table without rows.
  public static ObjectNode empty(List<Column> columns) {
    ObjectNode table = Json.object();
    table.put("kind", "Table");
    table.put("apiVersion", "meta.k8s.io/v1");
    table.putObject("metadata");
    ArrayNode definitions = table.putArray("columnDefinitions");
    if (isNamedFirst(columns)) {
      definitions.add(definition(NAME));
    }
    columns.forEach(column -> definitions.add(definition(column)));
    table.putArray("rows");
    return table;
  }

  private static final Column NAME =
      new Column("Name", "string", "name", "Name, unique in its namespace.", 0, ".metadata.name");

  /// Some kinds have the name elsewhere, as an event's tells nothing.
  private static boolean isNamedFirst(List<Column> columns) {
    return columns.stream().noneMatch(column -> column.path().equals(NAME_CELL));
  }

  private static ObjectNode definition(Column column) {
    ObjectNode definition = Json.object();
    definition.put("name", column.name());
    definition.put("type", column.type());
    definition.put("format", column.format());
    definition.put(
        "description",
        column.description().isEmpty()
            ? "Custom resource definition column (in JSONPath format): " + column.path()
            : column.description());
    definition.put("priority", column.priority());
    return definition;
  }

  public static void addRow(
      ObjectNode table, List<Column> columns, ObjectNode object, Include include, Instant now) {
    ObjectNode row = table.withArray("rows").addObject();
    ArrayNode cells = row.putArray("cells");
    if (isNamedFirst(columns)) {
      cells.add(object.path("metadata").path("name").asString());
    }
    columns.forEach(column -> cells.add(cell(column, object, now)));
    switch (include) {
      case NONE -> {
        // A row alone.
      }
      case METADATA -> row.set("object", metadata(object));
      case OBJECT -> row.set("object", object);
    }
  }

  /// An object's metadata, as an object of its own.
  public static ObjectNode metadata(ObjectNode object) {
    ObjectNode partial = Json.object();
    partial.put("kind", "PartialObjectMetadata");
    partial.put("apiVersion", "meta.k8s.io/v1");
    partial.set("metadata", object.path("metadata"));
    return partial;
  }

  private static JsonNode cell(Column column, ObjectNode object, Instant now) {
    if (column.path().startsWith("@")) {
      String text = Cells.of(column.path(), object, now);
      return column.path().endsWith("Count")
          ? LongNode.valueOf(Long.parseLong(text))
          : StringNode.valueOf(text);
    }
    if (PATHS.size() > PATHS_MAX) {
      PATHS.clear();
    }
    List<JsonNode> found = PATHS.computeIfAbsent(column.path(), JsonPath::parse).find(object);
    if (found.isEmpty() || found.getFirst().isNull()) {
      return NullNode.getInstance();
    }
    JsonNode first = found.getFirst();
    if (column.type().equals("date")) {
      String age = Ages.since(first.asString(), now);
      return StringNode.valueOf(age);
    }
    if (found.size() > 1 && column.type().equals("string")) {
      StringBuilder all = new StringBuilder();
      found.forEach(each -> all.append(all.isEmpty() ? "" : " ").append(text(each)));
      return StringNode.valueOf(all.toString());
    }
    return switch (column.type()) {
      case "integer" -> first.isNumber() ? first : NullNode.getInstance();
      case "string" -> StringNode.valueOf(text(first));
      default -> first;
    };
  }

  private static String text(JsonNode value) {
    return value.isValueNode() ? value.asString() : value.toString();
  }
}
