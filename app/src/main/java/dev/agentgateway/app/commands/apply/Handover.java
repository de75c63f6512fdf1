package dev.agentgateway.app.commands.apply;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What was applied on the client's side becomes what was applied on the server's: else the same
/// person would own fields under two names, and a field taken out of a manifest would stay.
final class Handover {

  static final String CLIENT_SIDE = "kubectl-client-side-apply";

  private Handover() {}

  /// A JSON patch that hands over; empty when there is nothing to hand over.
  static ArrayNode patch(ObjectNode object, String manager) {
    ArrayNode patch = JsonNodeFactory.instance.arrayNode();
    JsonNode metadata = object.path("metadata");
    ObjectNode heir = null;
    ObjectNode left = null;
    ArrayNode owners = JsonNodeFactory.instance.arrayNode();
    for (JsonNode each : metadata.path("managedFields")) {
      ObjectNode owner = (ObjectNode) each.deepCopy();
      if (is(owner, CLIENT_SIDE, "Update")) {
        left = owner;
        continue;
      }
      if (is(owner, manager, "Apply")) {
        heir = owner;
      }
      owners.add(owner);
    }
    if (left == null) {
      return patch;
    }
    if (heir == null) {
      owners.add(left.put("manager", manager).put("operation", "Apply"));
    } else {
      join(heir.withObject("fieldsV1"), left.path("fieldsV1"));
    }
    patch
        .addObject()
        .put("op", "replace")
        .put("path", "/metadata/managedFields")
        .set("value", owners);
    patch
        .addObject()
        .put("op", "replace")
        .put("path", "/metadata/resourceVersion")
        .set("value", metadata.path("resourceVersion"));
    return patch;
  }

  private static boolean is(ObjectNode owner, String manager, String operation) {
    return owner.path("manager").asString("").equals(manager)
        && owner.path("operation").asString("").equals(operation)
        && owner.path("subresource").asString("").isEmpty();
  }

  private static void join(ObjectNode fields, JsonNode more) {
    for (Map.Entry<String, JsonNode> each : more.properties()) {
      if (fields.path(each.getKey()) instanceof ObjectNode known) {
        join(known, each.getValue());
      } else {
        fields.set(each.getKey(), each.getValue());
      }
    }
  }
}
