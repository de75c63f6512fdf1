package dev.agentgateway.kubernetes.status;

import dev.agentgateway.config.report.Condition;
import dev.agentgateway.config.report.ResourceKey;
import dev.agentgateway.config.report.ResourceStatus;
import dev.agentgateway.config.report.Subject;
import dev.agentgateway.kubernetes.objects.Live;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A status that says something of each thing that the object is related to, and that several
/// controllers write: entries of others stay as they are.
///
/// @param list of the status: `parents`
/// @param ref of an entry: `parentRef`
/// @param named where the object names what it is related to
record Relations(String list, String ref, String named) {

  static final Relations PARENTS = new Relations("parents", "parentRef", "parentRefs");
  static final Relations ANCESTORS = new Relations("ancestors", "ancestorRef", "targetRefs");

  /// The API takes no more entries.
  private static final int ENTRIES_MAX = 16;

  /// Null when there is nothing to say, and nothing of ours was said before.
  @Nullable ObjectNode write(ResourceStatus status, Live live, Place place, Conditions conditions) {
    JsonNode before = live.status().path(list);
    ArrayNode entries = JsonNodeFactory.instance.arrayNode();
    boolean wasOurs = false;
    for (JsonNode entry : before) {
      boolean isOurs = place.controllerNames().contains(entry.path("controllerName").asString(""));
      wasOurs |= isOurs;
      if (!isOurs) {
        entries.add(entry);
      }
    }
    int others = entries.size();
    for (Map.Entry<Subject, List<Condition>> each : bySubject(status, live, place).entrySet()) {
      if (entries.size() < ENTRIES_MAX) {
        entries.add(entry(each.getKey(), each.getValue(), before, place, conditions));
      }
    }
    if (entries.size() == others && !wasOurs) {
      return null;
    }
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.set(list, entries);
    return node;
  }

  /// What is said of the object as a whole is said at each relation.
  private Map<Subject, List<Condition>> bySubject(ResourceStatus status, Live live, Place place) {
    Map<Subject, List<Condition>> bySubject = new LinkedHashMap<>();
    List<Condition> whole = new ArrayList<>();
    for (Condition each : status.conditions()) {
      ResourceKey related = related(each.subject());
      if (related == null) {
        whole.add(each);
      } else if (list.equals("ancestors") || place.answersFor(related)) {
        bySubject.computeIfAbsent(each.subject(), _ -> new ArrayList<>()).add(each);
      }
    }
    if (bySubject.isEmpty() && !whole.isEmpty()) {
      for (JsonNode each : live.spec().path(named)) {
        bySubject.put(subject(each, live), new ArrayList<>());
      }
    }
    bySubject.values().forEach(each -> each.addAll(whole));
    return bySubject;
  }

  private Subject subject(JsonNode ref, Live live) {
    ResourceKey key =
        new ResourceKey(
            ref.path("group").asString("gateway.networking.k8s.io"),
            ref.path("kind").asString("Gateway"),
            ref.path("namespace").asString(live.key().namespace()),
            ref.path("name").asString(""));
    String section = ref.path("sectionName").asString("");
    Integer port = ref.path("port").isNumber() ? ref.path("port").asInt() : null;
    return list.equals("parents")
        ? new Subject.Parent(key, section.isEmpty() ? null : section, port)
        : new Subject.Ancestor(key, section.isEmpty() ? null : section);
  }

  private ObjectNode entry(
      Subject subject, List<Condition> said, JsonNode before, Place place, Conditions conditions) {
    ResourceKey related = related(subject);
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    ObjectNode reference = reference(subject);
    node.set(ref, reference);
    String controller = related == null ? place.controllerName() : place.controllerOf(related);
    node.put("controllerName", controller);
    JsonNode same = JsonNodeFactory.instance.objectNode();
    for (JsonNode each : before) {
      if (each.path(ref).equals(reference)
          && each.path("controllerName").asString("").equals(controller)) {
        same = each;
      }
    }
    node.set("conditions", conditions.write(said, same.path("conditions")));
    return node;
  }

  private static ObjectNode reference(Subject subject) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    ResourceKey related = related(subject);
    if (related != null) {
      node.put("group", related.group());
      node.put("kind", related.kind());
      if (!related.namespace().isEmpty()) {
        node.put("namespace", related.namespace());
      }
      node.put("name", related.name());
    }
    switch (subject) {
      case Subject.Parent(var _, var section, var port) -> {
        if (section != null) {
          node.put("sectionName", section);
        }
        if (port != null) {
          node.put("port", port);
        }
      }
      case Subject.Ancestor(var _, var section) -> {
        if (section != null) {
          node.put("sectionName", section);
        }
      }
      case Subject.Whole _, Subject.Listener _ -> {}
    }
    return node;
  }

  private static @Nullable ResourceKey related(Subject subject) {
    return switch (subject) {
      case Subject.Parent(var parent, var _, var _) -> parent;
      case Subject.Ancestor(var ancestor, var _) -> ancestor;
      case Subject.Whole _, Subject.Listener _ -> null;
    };
  }
}
