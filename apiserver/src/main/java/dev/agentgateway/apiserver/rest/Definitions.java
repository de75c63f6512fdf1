package dev.agentgateway.apiserver.rest;

import dev.agentgateway.apiserver.answers.Cause;
import dev.agentgateway.apiserver.answers.Status;
import dev.agentgateway.apiserver.documents.Json;
import dev.agentgateway.apiserver.kinds.Kind;
import dev.agentgateway.apiserver.openapi.Schema;
import dev.agentgateway.apiserver.openapi.Validation;
import dev.agentgateway.apiserver.store.Stored;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// CustomResourceDefinitions: what they describe is served as soon as they are kept.
final class Definitions {

  static final String RESOURCE = "customresourcedefinitions.apiextensions.k8s.io";

  private final Context context;

  Definitions(Context context) {
    this.context = context;
  }

  /// Serves what the kept definitions describe.
  void serveAll() {
    for (Stored each : context.store().list(RESOURCE, null).items()) {
      settled(each);
    }
  }

  /// Fills in names and says in the status that they are accepted.
  void complete(Kind kind, ObjectNode tree, @Nullable ObjectNode before) {
    if (!kind.resource().equals(RESOURCE) || tree.path("metadata").has("deletionTimestamp")) {
      return;
    }
    ObjectNode spec = tree.withObject("spec");
    ObjectNode names = spec.withObject("names");
    String name = names.path("kind").asString();
    if (names.path("listKind").asString().isEmpty()) {
      names.put("listKind", name + "List");
    }
    if (names.path("singular").asString().isEmpty()) {
      names.put("singular", name.toLowerCase(Locale.ROOT));
    }
    List<Cause> causes = check(tree, before);
    if (!causes.isEmpty()) {
      throw Status.invalid(kind.kindSubject(Writes.name(tree)), causes).refusal();
    }
    ObjectNode status = tree.withObject("status");
    status.set("acceptedNames", names.deepCopy());
    Set<String> stored = new HashSet<>();
    ArrayNode versions = status.withArray("storedVersions");
    versions.forEach(each -> stored.add(each.asString()));
    for (JsonNode version : spec.path("versions")) {
      if (version.path("storage").asBoolean() && stored.add(version.path("name").asString())) {
        versions.add(version.path("name").asString());
      }
    }
    if (!status.path("conditions").isArray() || status.path("conditions").isEmpty()) {
      ArrayNode conditions = status.putArray("conditions");
      conditions.add(condition("NamesAccepted", "NoConflicts", "no conflicts found"));
      conditions.add(
          condition("Established", "InitialNamesAccepted", "the initial names have been accepted"));
    }
  }

  private ObjectNode condition(String type, String reason, String message) {
    ObjectNode condition = Json.object();
    condition.put("type", type);
    condition.put("status", "True");
    condition.put("lastTransitionTime", context.now());
    condition.put("reason", reason);
    condition.put("message", message);
    return condition;
  }

  private static List<Cause> check(ObjectNode tree, @Nullable ObjectNode before) {
    List<Cause> causes = new ArrayList<>();
    JsonNode spec = tree.path("spec");
    String plural = spec.path("names").path("plural").asString();
    String group = spec.path("group").asString();
    if (!Writes.name(tree).equals(plural + "." + group)) {
      causes.add(
          Cause.invalid(
              "metadata.name",
              '"' + Writes.name(tree) + '"',
              "must be spec.names.plural+\".\"+spec.group"));
    }
    if (before != null && !before.path("spec").path("scope").equals(spec.path("scope"))) {
      causes.add(Cause.invalid("spec.scope", spec.path("scope").toString(), "field is immutable"));
    }
    String strategy = spec.path("conversion").path("strategy").asString();
    if (!strategy.isEmpty() && !strategy.equals("None")) {
      causes.add(
          Cause.notSupported("spec.conversion.strategy", '"' + strategy + '"', List.of("None")));
    }
    JsonNode versions = spec.path("versions");
    int storing = 0;
    for (int i = 0; i < versions.size(); i++) {
      storing += versions.get(i).path("storage").asBoolean() ? 1 : 0;
      checkSchema(versions.get(i), "spec.versions[" + i + "].schema.openAPIV3Schema", causes);
    }
    if (storing != 1) {
      causes.add(
          Cause.invalid(
              "spec.versions",
              versions.size() + " versions",
              "must have exactly one version marked as storage version"));
    }
    return causes;
  }

  private static void checkSchema(JsonNode version, String path, List<Cause> causes) {
    JsonNode schema = version.path("schema").path("openAPIV3Schema");
    if (!schema.isObject()) {
      causes.add(Cause.required(path, "schemas are required"));
      return;
    }
    if (!schema.path("type").asString().equals("object")) {
      causes.add(Cause.required(path + ".type", "must be object at the root"));
    }
    causes.addAll(Validation.checkRules(Schema.of(schema), path));
  }

  /// A definition was kept: what it describes is served from here on.
  void settled(Stored stored) {
    if (!stored.key().resource().equals(RESOURCE)) {
      return;
    }
    // Another write may have been faster since: what is kept now is what is served.
    Stored now = context.store().find(stored.key());
    if (now != null) {
      context.kinds().put(context.kinds().described(now.tree()));
    }
  }

  /// A definition is gone, and with it all objects of its kind.
  void gone(Stored removed) {
    if (!removed.key().resource().equals(RESOURCE)) {
      return;
    }
    String resource = removed.key().name();
    Kind kind = context.kinds().ofResource(resource);
    if (kind == null || !kind.isCustom()) {
      return;
    }
    context.kinds().remove(resource);
    for (Stored each : context.store().list(resource, null).items()) {
      context.store().remove(each);
    }
  }
}
