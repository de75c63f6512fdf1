package dev.agentgateway.apiserver.apply;

import dev.agentgateway.apiserver.documents.Json;
import java.util.Comparator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A manager with the fields that it set one way.
///
/// @param subresource empty for the object itself
/// @param time RFC 3339, empty when not known
record Owner(
    String manager,
    Operation operation,
    String apiVersion,
    String subresource,
    String time,
    FieldSet fields) {

  /// Applies first, then by time and name.
  static final Comparator<Owner> ORDER =
      Comparator.comparing(Owner::operation)
          .thenComparing(Owner::time)
          .thenComparing(Owner::manager);

  /// How fields were set.
  enum Operation {
    APPLY("Apply"),
    UPDATE("Update");

    private final String word;

    Operation(String word) {
      this.word = word;
    }
  }

  static Owner read(JsonNode document) {
    return new Owner(
        document.path("manager").asString(),
        document.path("operation").asString().equals("Apply") ? Operation.APPLY : Operation.UPDATE,
        document.path("apiVersion").asString(),
        document.path("subresource").asString(),
        document.path("time").asString(),
        FieldSet.read(document.path("fieldsV1")));
  }

  ObjectNode write() {
    ObjectNode document = Json.object();
    document.put("manager", manager);
    document.put("operation", operation.word);
    document.put("apiVersion", apiVersion);
    if (!time.isEmpty()) {
      document.put("time", time);
    }
    document.put("fieldsType", "FieldsV1");
    document.set("fieldsV1", fields.write());
    if (!subresource.isEmpty()) {
      document.put("subresource", subresource);
    }
    return document;
  }

  /// Whether it is the same manager, setting fields the same way.
  boolean isSame(Owner other) {
    return manager.equals(other.manager)
        && operation == other.operation
        && subresource.equals(other.subresource)
        && (operation == Operation.APPLY || apiVersion.equals(other.apiVersion));
  }

  Owner with(FieldSet changed, String changedTime) {
    return new Owner(manager, operation, apiVersion, subresource, changedTime, changed);
  }

  /// As conflicts name it.
  String spelled() {
    String name = "\"" + manager + "\"";
    if (!subresource.isEmpty()) {
      name += " with subresource \"" + subresource + "\"";
    }
    if (operation == Operation.UPDATE) {
      name += " using " + apiVersion;
    }
    return name;
  }
}
