package dev.agentgateway.admin;

import dev.agentgateway.config.SnapshotDump;
import dev.agentgateway.config.report.Condition;
import dev.agentgateway.config.report.Problem;
import dev.agentgateway.config.report.ResourceStatus;
import dev.agentgateway.schema.Fault.Severity;
import dev.agentgateway.schema.Position;
import dev.agentgateway.snapshot.Snapshot;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What configuration came to, as trees.
public final class Reports {

  private Reports() {}

  /// Each problem with its place, cause and mend.
  public static JsonNode problems(List<Problem> problems) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    for (Problem problem : problems) {
      ObjectNode each = all.addObject();
      each.put("severity", problem.severity() == Severity.ERROR ? "error" : "warning");
      if (problem.resource() != null) {
        each.put("kind", problem.resource().kind());
        each.put("namespace", problem.resource().namespace());
        each.put("name", problem.resource().name());
      }
      each.put("path", problem.path());
      place(each, problem.at());
      each.put("reason", problem.reason());
      each.put("cause", problem.cause());
      each.put("mend", problem.mend());
    }
    return all;
  }

  /// Each resource with its conditions, and which version of it runs.
  public static ArrayNode statuses(List<ResourceStatus> statuses) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    for (ResourceStatus status : statuses) {
      ObjectNode each = all.addObject();
      each.put("group", status.resource().group());
      each.put("kind", status.kind());
      each.put("namespace", status.namespace());
      each.put("name", status.name());
      place(each, status.at());
      each.put("running", status.running().toString());
      ObjectNode attached = JsonNodeFactory.instance.objectNode();
      status.attachedRoutes().forEach(attached::put);
      if (!attached.isEmpty()) {
        each.set("attachedRoutes", attached);
      }
      ArrayNode conditions = each.putArray("conditions");
      status.conditions().forEach(condition -> conditions.add(condition(condition)));
    }
    return all;
  }

  /// What runs, secrets masked.
  public static JsonNode dump(Snapshot snapshot) {
    return JsonMapper.shared().valueToTree(SnapshotDump.tree(snapshot));
  }

  private static ObjectNode condition(Condition condition) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("of", condition.subject().toString())
        .put("type", condition.type())
        .put("status", condition.status())
        .put("reason", condition.reason())
        .put("message", condition.message());
  }

  private static void place(ObjectNode each, Position at) {
    each.put("file", at.source()).put("line", at.line()).put("column", at.column());
  }
}
