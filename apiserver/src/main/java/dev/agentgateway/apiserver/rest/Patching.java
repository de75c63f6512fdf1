package dev.agentgateway.apiserver.rest;

import dev.agentgateway.apiserver.answers.Cause;
import dev.agentgateway.apiserver.answers.Status;
import dev.agentgateway.apiserver.apply.Ownership;
import dev.agentgateway.apiserver.apply.Ownership.Force;
import dev.agentgateway.apiserver.documents.Document;
import dev.agentgateway.apiserver.openapi.Pruning;
import dev.agentgateway.apiserver.openapi.Schema;
import dev.agentgateway.apiserver.patches.JsonPatch;
import dev.agentgateway.apiserver.patches.MergePatch;
import dev.agentgateway.apiserver.patches.PatchFault;
import dev.agentgateway.apiserver.patches.SchemaStrategy;
import dev.agentgateway.apiserver.store.Stored;
import dev.agentgateway.schema.patch.StrategicMerge;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Patches, in the four forms there are.
final class Patching {

  private static final int TRIES_MAX = 8;

  private final Context context;
  private final Writes writes;

  Patching(Context context, Writes writes) {
    this.context = context;
    this.writes = writes;
  }

  /// @param isNew whether the patch made the object
  record Patched(Writes.Written written, boolean isNew) {}

  Patched patch(Call call, Place place) {
    if (call.contentType().equals("application/apply-patch+yaml")) {
      return apply(call, place);
    }
    Writes.Change change =
        switch (call.contentType()) {
          case "application/merge-patch+json" -> {
            JsonNode patch = Bodies.patch(call).tree();
            yield live -> object(MergePatch.apply(live, patch));
          }
          case "application/json-patch+json" -> {
            JsonNode patch = Bodies.patch(call).tree();
            yield live -> jsonPatched(live, patch);
          }
          case "application/strategic-merge-patch+json" -> {
            Document patch = Bodies.patch(call);
            if (place.kind().isCustom() || !(patch.tree() instanceof ObjectNode tree)) {
              throw Bodies.unsupported(accepted(place));
            }
            yield live ->
                StrategicMerge.apply(new SchemaStrategy(place.served().schema()), live, tree);
          }
          default -> throw Bodies.unsupported(accepted(place));
        };
    Writes.Written written =
        writes.update(
            call, place, live -> typed(place, live, change.to(live)), Writes.Managed.BY_COMPARISON);
    return new Patched(written, false);
  }

  static String accepted(Place place) {
    return "application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml"
        + (place.kind().isCustom() ? "" : ", application/strategic-merge-patch+json");
  }

  private static ObjectNode object(JsonNode patched) {
    if (patched instanceof ObjectNode object) {
      return object;
    }
    throw Status.badRequest("the patched object is no object").refusal();
  }

  private static ObjectNode jsonPatched(ObjectNode live, JsonNode patch) {
    try {
      return object(JsonPatch.apply(live, patch));
    } catch (PatchFault fault) {
      throw Status.of(422, "Invalid", String.valueOf(fault.getMessage()), Status.Subject.NONE)
          .refusal();
    }
  }

  /// A patch does not change what an object is.
  private static ObjectNode typed(Place place, ObjectNode live, ObjectNode patched) {
    for (String name : List.of("apiVersion", "kind")) {
      if (!live.path(name).equals(patched.path(name))) {
        throw Status.badRequest(
                "the patch changes %s of the %s \"%s\""
                    .formatted(name, place.kind().name(), Writes.name(live)))
            .refusal();
      }
    }
    return patched;
  }

  private Patched apply(Call call, Place place) {
    if (call.parameters().text("fieldManager").isEmpty()) {
      throw Status.invalid(
              new Status.Subject("meta.k8s.io", "PatchOptions", ""),
              List.of(Cause.required("fieldManager", "is required for apply patch")))
          .refusal();
    }
    Bodies.Sent sent = Bodies.object(call, place);
    ObjectNode stated = sent.tree();
    if (!stated.path("metadata").path("managedFields").isEmpty()) {
      throw Status.badRequest("metadata.managedFields must be nil").refusal();
    }
    requireDeclared(call, place, sent);
    Force force = call.parameters().isOn("force") ? Force.YES : Force.NO;
    Schema schema = place.served().schema();
    for (int tries = 0; tries < TRIES_MAX; tries++) {
      Stored live = context.store().find(place.key());
      if (live == null) {
        if (place.isStatus()) {
          throw Status.notFound(place.kind().subject(place.key().name())).refusal();
        }
        Patched made = make(call, place, stated, force);
        if (made != null) {
          return made;
        }
        continue;
      }
      return new Patched(
          writes.update(
              call,
              place,
              object -> applied(call, place, schema, object, stated, force),
              Writes.Managed.BY_APPLY),
          false);
    }
    throw Status.stale(place.kind().subject(place.key().name())).refusal();
  }

  private ObjectNode applied(
      Call call, Place place, Schema schema, ObjectNode live, ObjectNode stated, Force force) {
    JsonNode version = stated.path("metadata").path("resourceVersion");
    Ownership.Writer writer = writes.writer(call, place);
    ObjectNode base = Founding.base(live, writer.manager());
    ObjectNode result = Ownership.apply(schema, base, stated, writer, force).tree();
    if (version.isString()) {
      result.withObject("metadata").set("resourceVersion", version);
    }
    JsonNode uid = stated.path("metadata").path("uid");
    if (uid.isString()) {
      result.withObject("metadata").set("uid", uid);
    }
    return result;
  }

  private @org.jspecify.annotations.Nullable Patched make(
      Call call, Place place, ObjectNode stated, Force force) {
    ObjectNode tree =
        Ownership.apply(
                place.served().schema(), null, stated.deepCopy(), writes.writer(call, place), force)
            .tree();
    ObjectNode metadata = tree.withObject("metadata");
    if (Writes.name(tree).isEmpty()) {
      metadata.put("name", place.key().name());
    } else if (!Writes.name(tree).equals(place.key().name())) {
      throw Status.badRequest(
              "the name of the object (%s) does not match the name on the URL (%s)"
                  .formatted(Writes.name(tree), place.key().name()))
          .refusal();
    }
    try {
      Bodies.Sent sent = new Bodies.Sent(tree, List.of());
      return new Patched(writes.create(call, place, sent, Writes.Managed.BY_APPLY), true);
    } catch (dev.agentgateway.apiserver.answers.Refusal refused) {
      if (refused.status().reason().equals("AlreadyExists")) {
        return null;
      }
      throw refused;
    }
  }

  /// What is applied has to be declared, as nobody could own it otherwise.
  private static void requireDeclared(Call call, Place place, Bodies.Sent sent) {
    List<String> unknown = Pruning.prune(place.served().schema(), sent.tree().deepCopy());
    if (!unknown.isEmpty() && call.parameters().text("fieldValidation").equals("Strict")) {
      throw Status.badRequest(
              "failed to create typed patch object (%s/%s; %s, Kind=%s): .%s: field not declared in schema"
                  .formatted(
                      place.namespace() == null ? "" : place.namespace(),
                      place.key().name(),
                      place.apiVersion(),
                      place.kind().name(),
                      unknown.getFirst()))
          .refusal();
    }
    Pruning.prune(place.served().schema(), sent.tree());
  }
}
