package dev.agentgateway.apiserver.rest;

import dev.agentgateway.apiserver.answers.Cause;
import dev.agentgateway.apiserver.answers.Status;
import dev.agentgateway.apiserver.apply.Ownership;
import dev.agentgateway.apiserver.documents.Json;
import dev.agentgateway.apiserver.kinds.Kind;
import dev.agentgateway.apiserver.openapi.Defaults;
import dev.agentgateway.apiserver.openapi.Pruning;
import dev.agentgateway.apiserver.openapi.Validation;
import dev.agentgateway.apiserver.store.Key;
import dev.agentgateway.apiserver.store.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes objects.
///
/// ```
/// sent ─▶ unknown fields out ─▶ the server's own fields ─▶ defaults ─▶ owners of fields ─▶ checks ─▶ store
/// ```
final class Writes {

  /// A write that read before it is tried again when someone else was faster.
  private static final int TRIES_MAX = 32;

  private final Context context;
  private final Definitions definitions;

  Writes(Context context, Definitions definitions) {
    this.context = context;
    this.definitions = definitions;
  }

  /// An object as it is after a write.
  ///
  /// @param warnings of what was passed over
  record Written(ObjectNode tree, List<String> warnings) {}

  /// Makes of an object, as the client's version has it, what it is to be.
  @FunctionalInterface
  interface Change {

    /// @param live a tree of its own
    ObjectNode to(ObjectNode live);

    /// Fields of the request that stand twice.
    default List<String> faults() {
      return List.of();
    }
  }

  /// How `managedFields` come about.
  enum Managed {
    /// The change is compared with what was.
    BY_COMPARISON,
    /// The change brings them along.
    BY_APPLY
  }

  Written create(Call call, Place place, Bodies.Sent sent, Managed managed) {
    Kind kind = place.kind();
    ObjectNode tree = sent.tree();
    List<String> warnings = strict(call, place, sent);
    ObjectNode metadata = tree.withObject("metadata");
    requireNamespace(place, metadata);
    if (!metadata.path("resourceVersion").asString().isEmpty()) {
      throw Status.badRequest("resourceVersion should not be set on objects to be created")
          .refusal();
    }
    Names.complete(metadata);
    if (place.served().hasStatus()) {
      tree.remove("status");
    }
    metadata.remove(
        List.of("deletionTimestamp", "deletionGracePeriodSeconds", "generation", "selfLink"));
    if (managed == Managed.BY_COMPARISON) {
      metadata.remove("managedFields");
    }
    metadata.put("uid", UUID.randomUUID().toString());
    metadata.put("creationTimestamp", context.now());
    if (kind.isCustom() || hasGeneration(kind)) {
      metadata.put("generation", 1L);
    }
    Defaults.fill(place.served().schema(), tree);
    BuiltIns.complete(kind, tree);
    if (managed == Managed.BY_COMPARISON) {
      Ownership.update(place.served().schema(), null, tree, writer(call, place));
    }
    check(place, tree, null);
    definitions.complete(kind, tree, null);
    requireLivingNamespace(place);
    if (call.isDryRun()) {
      if (context.store().find(place.key(name(tree))) != null) {
        throw Status.alreadyExists(kind.subject(name(tree))).refusal();
      }
      return new Written(tree, warnings);
    }
    requireRoom(kind, tree);
    Stored stored = context.store().put(place.key(name(tree)), null, kept(kind, tree));
    if (stored == null) {
      throw Status.alreadyExists(kind.subject(name(tree))).refusal();
    }
    definitions.settled(stored);
    return new Written(Versioned.tree(stored, place), warnings);
  }

  /// Changes an object, trying again when it changed in between, unless the change states the
  /// version it is meant for.
  Written update(Call call, Place place, Change change, Managed managed) {
    for (int tries = 0; tries < TRIES_MAX; tries++) {
      Stored live = context.store().find(place.key());
      if (live == null) {
        throw Status.notFound(place.kind().subject(place.key().name())).refusal();
      }
      Written written = tryUpdate(call, place, live, change, managed);
      if (written != null) {
        return written;
      }
    }
    throw Status.stale(place.kind().subject(place.key().name())).refusal();
  }

  private @Nullable Written tryUpdate(
      Call call, Place place, Stored live, Change change, Managed managed) {
    Kind kind = place.kind();
    ObjectNode before = Versioned.tree(live, place);
    ObjectNode next = change.to(before.deepCopy());
    List<String> warnings = strict(call, place, new Bodies.Sent(next, change.faults()));
    ObjectNode metadata = next.withObject("metadata");
    String version = metadata.path("resourceVersion").asString();
    if (!version.isEmpty() && !version.equals("0") && !version.equals(revision(live))) {
      throw Status.stale(kind.subject(live.key().name())).refusal();
    }
    requireSameObject(place, live, metadata);
    metadata.remove("resourceVersion");
    keepOwnParts(place, before, next);
    Defaults.fill(place.served().schema(), next);
    BuiltIns.complete(kind, next);
    countGeneration(kind, before, next);
    if (managed == Managed.BY_COMPARISON) {
      Ownership.update(place.served().schema(), before, next, writer(call, place));
    }
    check(place, next, before);
    definitions.complete(kind, next, before);
    if (isSame(before, next)) {
      return new Written(before, warnings);
    }
    if (call.isDryRun()) {
      next.withObject("metadata").put("resourceVersion", revision(live));
      return new Written(next, warnings);
    }
    requireSize(next);
    if (isFinished(next)) {
      Stored removed = context.store().remove(live);
      if (removed == null) {
        return null;
      }
      definitions.gone(removed);
      next.withObject("metadata").put("resourceVersion", revision(removed));
      return new Written(next, warnings);
    }
    Stored stored = context.store().put(live.key(), live, kept(kind, next));
    if (stored == null) {
      return null;
    }
    definitions.settled(stored);
    return new Written(Versioned.tree(stored, place), warnings);
  }

  private static String revision(Stored stored) {
    return Long.toString(stored.revision());
  }

  /// Whether nothing but the times of owners differs.
  private static boolean isSame(ObjectNode before, ObjectNode next) {
    return timeless(before).equals(timeless(next));
  }

  private static ObjectNode timeless(ObjectNode tree) {
    ObjectNode copy = tree.deepCopy();
    ObjectNode metadata = copy.withObject("metadata");
    metadata.remove("resourceVersion");
    for (JsonNode owner : metadata.path("managedFields")) {
      if (owner instanceof ObjectNode object) {
        object.remove("time");
      }
    }
    return copy;
  }

  private static boolean isFinished(ObjectNode tree) {
    JsonNode metadata = tree.path("metadata");
    return metadata.has("deletionTimestamp")
        && metadata.path("finalizers").isEmpty()
        && (!tree.path("kind").asString().equals("Namespace")
            || tree.path("spec").path("finalizers").isEmpty());
  }

  /// Parts that this endpoint does not write stay as they are.
  private static void keepOwnParts(Place place, ObjectNode before, ObjectNode next) {
    if (place.isStatus()) {
      JsonNode status = next.get("status");
      JsonNode managed = next.path("metadata").get("managedFields");
      next.removeAll();
      next.setAll(before.deepCopy());
      setOrRemove(next, "status", status);
      setOrRemove(next.withObject("metadata"), "managedFields", managed);
      return;
    }
    if (place.served().hasStatus()) {
      setOrRemove(next, "status", before.get("status"));
    }
    ObjectNode metadata = next.withObject("metadata");
    for (String name :
        List.of(
            "uid",
            "creationTimestamp",
            "generation",
            "deletionTimestamp",
            "deletionGracePeriodSeconds",
            "generateName")) {
      setOrRemove(metadata, name, before.path("metadata").get(name));
    }
    metadata.remove("selfLink");
  }

  private static void setOrRemove(ObjectNode object, String name, @Nullable JsonNode value) {
    if (value == null) {
      object.remove(name);
    } else {
      object.set(name, value);
    }
  }

  private static void countGeneration(Kind kind, ObjectNode before, ObjectNode next) {
    if (!before.path("metadata").has("generation") && !kind.isCustom()) {
      return;
    }
    ObjectNode was = before.deepCopy();
    ObjectNode is = next.deepCopy();
    was.remove(List.of("metadata", "status", "apiVersion"));
    is.remove(List.of("metadata", "status", "apiVersion"));
    if (!was.equals(is)) {
      long generation = before.path("metadata").path("generation").asLong(0);
      next.withObject("metadata").put("generation", generation + 1);
    }
  }

  private static boolean hasGeneration(Kind kind) {
    return kind.group().equals("apps")
        || kind.group().equals("apiextensions.k8s.io")
        || kind.group().equals("discovery.k8s.io");
  }

  private static void requireSameObject(Place place, Stored live, ObjectNode metadata) {
    String name = metadata.path("name").asString();
    if (name.isEmpty()) {
      metadata.put("name", live.key().name());
    } else if (!name.equals(live.key().name())) {
      throw Status.badRequest(
              "the name of the object (%s) does not match the name on the URL (%s)"
                  .formatted(name, live.key().name()))
          .refusal();
    }
    requireNamespace(place, metadata);
    String uid = metadata.path("uid").asString();
    if (!uid.isEmpty() && !uid.equals(live.uid())) {
      throw Status.conflict(
              place.kind().subject(live.key().name()),
              "Precondition failed: UID in precondition: %s, UID in object meta: %s"
                  .formatted(uid, live.uid()))
          .refusal();
    }
  }

  private static void requireNamespace(Place place, ObjectNode metadata) {
    if (!place.kind().isNamespaced()) {
      metadata.remove("namespace");
      return;
    }
    String namespace = metadata.path("namespace").asString();
    String asked = place.namespace() == null ? "" : place.namespace();
    if (namespace.isEmpty()) {
      metadata.put("namespace", asked);
    } else if (!namespace.equals(asked)) {
      throw Status.badRequest(
              "the namespace of the provided object does not match the namespace sent on the request")
          .refusal();
    }
  }

  private void requireLivingNamespace(Place place) {
    if (!place.kind().isNamespaced()) {
      return;
    }
    String namespace = place.key().namespace();
    Stored found = context.store().find(new Key("namespaces", "", namespace));
    if (found == null) {
      throw Status.notFound(new Status.Subject("", "namespaces", namespace)).refusal();
    }
    if (found.tree().path("metadata").has("deletionTimestamp")) {
      throw Status.forbidden(
              place.kind().subject(place.key().name()),
              "unable to create new content in namespace "
                  + namespace
                  + " because it is being terminated",
              List.of(
                  new Cause(
                      "NamespaceTerminating",
                      "namespace " + namespace + " is being terminated",
                      "metadata.namespace")))
          .refusal();
    }
  }

  private void requireRoom(Kind kind, ObjectNode tree) {
    requireSize(tree);
    if (context.store().count() >= context.objectsMax()) {
      throw Status.forbidden(
              kind.subject(name(tree)),
              "exceeded quota: the server keeps at most " + context.objectsMax() + " objects",
              List.of())
          .refusal();
    }
  }

  private void requireSize(ObjectNode tree) {
    if (Json.bytes(tree).length > context.objectBytesMax()) {
      throw Status.tooLarge(
              "Request entity too large: limit is " + context.objectBytesMax() + " bytes")
          .refusal();
    }
  }

  /// Takes unknown fields out and says so as the request wishes.
  private static List<String> strict(Call call, Place place, Bodies.Sent sent) {
    List<String> faults = new ArrayList<>(sent.faults());
    for (String path : Pruning.prune(place.served().schema(), sent.tree())) {
      faults.add("unknown field \"" + path + "\"");
    }
    return switch (call.parameters().text("fieldValidation")) {
      case "Strict" -> {
        if (!faults.isEmpty()) {
          throw Status.badRequest(
                  "%s in version \"%s\" cannot be handled as a %s: strict decoding error: %s"
                      .formatted(
                          place.kind().name(),
                          place.served().version(),
                          place.kind().name(),
                          String.join(", ", faults)))
              .refusal();
        }
        yield List.of();
      }
      case "Ignore" -> List.of();
      case "", "Warn" -> faults;
      default ->
          throw Status.invalid(
                  new Status.Subject("meta.k8s.io", "CreateOptions", ""),
                  List.of(
                      Cause.notSupported(
                          "fieldValidation",
                          '"' + call.parameters().text("fieldValidation") + '"',
                          List.of("", "Ignore", "Strict", "Warn"))))
              .refusal();
    };
  }

  private static void check(Place place, ObjectNode tree, @Nullable ObjectNode before) {
    List<Cause> causes = new ArrayList<>();
    BuiltIns.requireForm(place.kind(), place.served(), tree);
    if (before == null) {
      Names.check(place.kind(), tree.path("metadata"), causes);
    }
    causes.addAll(Validation.check(place.served().schema(), tree, before));
    BuiltIns.check(place.kind(), tree, before, causes);
    if (!causes.isEmpty()) {
      throw Status.invalid(place.kind().kindSubject(name(tree)), causes).refusal();
    }
  }

  Ownership.Writer writer(Call call, Place place) {
    return new Ownership.Writer(
        call.manager(),
        place.apiVersion(),
        place.subresource(),
        context.now(),
        place.served().hasStatus(),
        place.kind().isCustom());
  }

  /// The object in the version it is kept in.
  private static ObjectNode kept(Kind kind, ObjectNode tree) {
    ObjectNode copy = tree.deepCopy();
    copy.put("apiVersion", kind.apiVersion(kind.storageVersion()));
    return copy;
  }

  static String name(ObjectNode tree) {
    return tree.path("metadata").path("name").asString();
  }
}
