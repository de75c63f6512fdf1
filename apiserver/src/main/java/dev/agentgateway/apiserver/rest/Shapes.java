package dev.agentgateway.apiserver.rest;

import dev.agentgateway.apiserver.documents.Json;
import dev.agentgateway.apiserver.kinds.Column;
import dev.agentgateway.apiserver.store.Stored;
import dev.agentgateway.apiserver.tables.Tables;
import java.time.Clock;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// Objects in the form that a request asks for.
///
/// @param include what of an object a row of a table holds
record Shapes(Place place, Form form, Tables.Include include, Clock clock) {

  static Shapes of(Call call, Place place, Clock clock) {
    Tables.Include include =
        switch (call.parameters().text("includeObject")) {
          case "None" -> Tables.Include.NONE;
          case "Object" -> Tables.Include.OBJECT;
          default -> Tables.Include.METADATA;
        };
    return new Shapes(place, call.form(), include, clock);
  }

  byte[] one(Stored stored) {
    return form == Form.OBJECT
        ? Versioned.json(stored, place)
        : Json.bytes(one(Versioned.tree(stored, place)));
  }

  ObjectNode one(ObjectNode tree) {
    return switch (form) {
      case OBJECT -> tree;
      case METADATA, METADATA_LIST -> Tables.metadata(tree);
      case TABLE -> {
        List<Column> columns = place.served().columns();
        ObjectNode table = Tables.empty(columns);
        table
            .withObject("metadata")
            .put("resourceVersion", tree.path("metadata").path("resourceVersion").asString());
        Tables.addRow(table, columns, tree, include, clock.instant());
        yield table;
      }
    };
  }

  /// Several objects, with the metadata of their list.
  byte[] many(List<Stored> items, ObjectNode metadata) {
    return switch (form) {
      case OBJECT -> list(items, metadata);
      case METADATA, METADATA_LIST -> {
        ObjectNode list = Json.object();
        list.put("kind", "PartialObjectMetadataList");
        list.put("apiVersion", "meta.k8s.io/v1");
        list.set("metadata", metadata);
        var array = list.putArray("items");
        items.forEach(each -> array.add(Tables.metadata(Versioned.tree(each, place))));
        yield Json.bytes(list);
      }
      case TABLE -> {
        List<Column> columns = place.served().columns();
        ObjectNode table = Tables.empty(columns);
        table.set("metadata", metadata);
        for (Stored each : items) {
          Tables.addRow(table, columns, Versioned.tree(each, place), include, clock.instant());
        }
        yield Json.bytes(table);
      }
    };
  }

  /// A list is put together from the bytes of its items as they are kept.
  private byte[] list(List<Stored> items, ObjectNode metadata) {
    ObjectNode head = Json.object();
    head.put("kind", place.kind().listName());
    head.put("apiVersion", place.apiVersion());
    head.set("metadata", metadata);
    byte[] begin = Json.bytes(head);
    java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
    out.write(begin, 0, begin.length - 1);
    out.writeBytes(",\"items\":[".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    boolean isFirst = true;
    for (Stored each : items) {
      if (!isFirst) {
        out.write(',');
      }
      isFirst = false;
      out.writeBytes(Versioned.json(each, place));
    }
    out.write(']');
    out.write('}');
    return out.toByteArray();
  }

  /// The object that bookmarks of this form carry.
  ObjectNode bookmark() {
    ObjectNode object = Json.object();
    if (form == Form.TABLE) {
      return Tables.empty(place.served().columns());
    }
    object.put("kind", form == Form.OBJECT ? place.kind().name() : "PartialObjectMetadata");
    object.put("apiVersion", form == Form.OBJECT ? place.apiVersion() : "meta.k8s.io/v1");
    object.putObject("metadata");
    return object;
  }
}
