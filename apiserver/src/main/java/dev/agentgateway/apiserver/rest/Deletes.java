package dev.agentgateway.apiserver.rest;

import dev.agentgateway.apiserver.answers.Status;
import dev.agentgateway.apiserver.documents.Json;
import dev.agentgateway.apiserver.documents.MalformedDocument;
import dev.agentgateway.apiserver.documents.Yaml;
import dev.agentgateway.apiserver.kinds.Kind;
import dev.agentgateway.apiserver.store.Stored;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Deletes objects: at once, or, when someone still has to act, when all have acted.
final class Deletes {

  static final String FOREGROUND = "foregroundDeletion";
  static final String ORPHAN = "orphan";

  private static final int TRIES_MAX = 32;

  private final Context context;
  private final Definitions definitions;

  Deletes(Context context, Definitions definitions) {
    this.context = context;
    this.definitions = definitions;
  }

  /// What a request says of a deletion.
  ///
  /// @param propagation `Background`, `Foreground`, `Orphan`, or empty
  /// @param uid the object must have, or empty
  /// @param revision the object must have, or empty
  record Options(String propagation, String uid, String revision, boolean isDryRun) {

    static final Options BACKGROUND = new Options("Background", "", "", false);

    static Options of(Call call) {
      JsonNode body = Json.object();
      if (call.body().length > 0 && !call.contentType().contains("protobuf")) {
        try {
          body =
              call.contentType().equals("application/yaml")
                  ? Yaml.read(call.body()).tree()
                  : Json.read(call.body()).tree();
        } catch (MalformedDocument malformed) {
          throw Status.badRequest("couldn't read DeleteOptions: " + malformed.getMessage())
              .refusal();
        }
      }
      String propagation = body.path("propagationPolicy").asString();
      if (propagation.isEmpty()) {
        propagation = call.parameters().text("propagationPolicy");
      }
      if (body.path("orphanDependents").asBoolean()) {
        propagation = "Orphan";
      }
      return new Options(
          propagation,
          body.path("preconditions").path("uid").asString(),
          body.path("preconditions").path("resourceVersion").asString(),
          call.isDryRun() || !body.path("dryRun").isEmpty());
    }
  }

  Answer delete(Call call, Place place) {
    Options options = Options.of(call);
    for (int tries = 0; tries < TRIES_MAX; tries++) {
      Stored live = context.store().find(place.key());
      if (live == null) {
        throw Status.notFound(place.kind().subject(place.key().name())).refusal();
      }
      ObjectNode left = tryDelete(place.kind(), live, options);
      if (left != null) {
        left.put("apiVersion", place.apiVersion());
        return Answer.json(
            200,
            left.path("metadata").has("deletionTimestamp") ? left : success(place.kind(), live));
      }
    }
    throw Status.stale(place.kind().subject(place.key().name())).refusal();
  }

  private static ObjectNode success(Kind kind, Stored deleted) {
    ObjectNode status = Json.object();
    status.put("kind", "Status");
    status.put("apiVersion", "v1");
    status.putObject("metadata");
    status.put("status", "Success");
    ObjectNode details = status.putObject("details");
    details.put("name", deleted.key().name());
    if (!kind.group().isEmpty()) {
      details.put("group", kind.group());
    }
    details.put("kind", kind.plural());
    details.put("uid", deleted.uid());
    return status;
  }

  Answer deleteAll(Call call, Place place) {
    Selection selection = Selection.of(place, call.parameters());
    Options options = Options.of(call);
    ObjectNode list = Json.object();
    list.put("kind", place.kind().listName());
    list.put("apiVersion", place.apiVersion());
    list.putObject("metadata").put("resourceVersion", Long.toString(context.store().revision()));
    ArrayNode items = list.putArray("items");
    for (Stored each : context.store().list(place.kind().resource(), place.namespace()).items()) {
      if (selection.holds(each)) {
        items.add(Versioned.tree(each, place));
        remove(place.kind(), each, options);
      }
    }
    return Answer.json(200, list);
  }

  /// Deletes an object if it is still there.
  void remove(Kind kind, Stored seen, Options options) {
    Stored live = seen;
    for (int tries = 0; tries < TRIES_MAX && live != null; tries++) {
      if (tryDelete(kind, live, options) != null) {
        return;
      }
      live = context.store().find(seen.key());
    }
  }

  /// @return the object as it is left, without a deletion timestamp when it is gone; null when
  ///   someone else was faster
  private @Nullable ObjectNode tryDelete(Kind kind, Stored live, Options options) {
    requirePreconditions(kind, live, options);
    ObjectNode tree = live.tree();
    ObjectNode metadata = tree.withObject("metadata");
    List<String> finalizers = new ArrayList<>();
    metadata.path("finalizers").forEach(each -> finalizers.add(each.asString()));
    String added =
        switch (options.propagation()) {
          case "Foreground" -> FOREGROUND;
          case "Orphan" -> ORPHAN;
          default -> "";
        };
    boolean isMarked = metadata.has("deletionTimestamp");
    boolean isGrown = !added.isEmpty() && !finalizers.contains(added) && !isMarked;
    if (isGrown) {
      finalizers.add(added);
    }
    boolean isNamespace = kind.resource().equals("namespaces");
    boolean waits = !finalizers.isEmpty() || isNamespace;
    if (options.isDryRun()) {
      return tree;
    }
    if (!waits) {
      Stored removed = context.store().remove(live);
      if (removed == null) {
        return null;
      }
      definitions.gone(removed);
      metadata.remove("deletionTimestamp");
      return tree;
    }
    if (isMarked && !isGrown) {
      return tree;
    }
    if (!isMarked) {
      metadata.put("deletionTimestamp", context.now());
      if (!isNamespace) {
        metadata.put("deletionGracePeriodSeconds", 0L);
      }
      if (metadata.has("generation")) {
        metadata.put("generation", metadata.path("generation").asLong() + 1);
      }
    }
    ArrayNode list = metadata.putArray("finalizers");
    finalizers.forEach(list::add);
    if (list.isEmpty()) {
      metadata.remove("finalizers");
    }
    if (isNamespace) {
      tree.withObject("status").put("phase", "Terminating");
    }
    Stored marked = context.store().put(live.key(), live, tree);
    return marked == null ? null : marked.tree();
  }

  private static void requirePreconditions(Kind kind, Stored live, Options options) {
    if (!options.uid().isEmpty() && !options.uid().equals(live.uid())) {
      throw Status.conflict(
              kind.subject(live.key().name()),
              "Precondition failed: UID in precondition: %s, UID in object meta: %s"
                  .formatted(options.uid(), live.uid()))
          .refusal();
    }
    if (!options.revision().isEmpty()
        && !options.revision().equals(Long.toString(live.revision()))) {
      throw Status.conflict(
              kind.subject(live.key().name()),
              "Precondition failed: ResourceVersion in precondition: %s, ResourceVersion in object"
                  .concat(" meta: %s")
                  .formatted(options.revision(), live.revision()))
          .refusal();
    }
  }
}
