package dev.agentgateway.apiserver.apply;

import dev.agentgateway.apiserver.answers.Cause;
import dev.agentgateway.apiserver.answers.Status;
import dev.agentgateway.apiserver.apply.Owner.Operation;
import dev.agentgateway.apiserver.documents.Json;
import dev.agentgateway.apiserver.openapi.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Keeps `managedFields` through writes.
public final class Ownership {

  private static final List<String> SYSTEM_FIELDS =
      List.of(
          "name",
          "namespace",
          "creationTimestamp",
          "selfLink",
          "uid",
          "generation",
          "managedFields",
          "resourceVersion",
          "generateName",
          "deletionTimestamp",
          "deletionGracePeriodSeconds");

  /// Past this many managers by update, the oldest are joined under one name.
  private static final int UPDATERS_MAX = 10;

  private Ownership() {}

  /// Who writes, by what.
  ///
  /// @param subresource empty for the object itself
  /// @param hasStatus whether the status is not the object's own to write
  public record Writer(
      String manager,
      String apiVersion,
      String subresource,
      String time,
      boolean hasStatus,
      boolean isCustom) {

    Comparison.Whole whole() {
      return isCustom ? Comparison.Whole.OBJECTS_TOO : Comparison.Whole.LISTS_AND_MAPS;
    }
  }

  /// What an apply made of an object.
  public record Applied(ObjectNode tree, boolean isChanged) {}

  /// Writes down what an update changed.
  ///
  /// @param live null for a new object
  /// @param next gets its `managedFields`
  public static void update(
      Schema schema, @Nullable ObjectNode live, ObjectNode next, Writer writer) {
    List<Owner> owners = new ArrayList<>();
    JsonNode given = next.path("metadata").path("managedFields");
    boolean isReset = given.size() == 1 && given.get(0).isEmpty();
    JsonNode base = (given.isArray() && !given.isEmpty()) || live == null ? given : managed(live);
    if (!isReset) {
      base.forEach(each -> owners.add(Owner.read(each)));
    }
    ObjectNode before = live == null ? Json.object() : bare(live);
    Comparison comparison = Comparison.of(schema, before, bare(next), writer.whole());
    restrict(comparison.set(), writer);
    Owner self = owner(writer, Operation.UPDATE, comparison.set());
    List<Owner> kept = new ArrayList<>();
    boolean isKnown = false;
    for (Owner each : owners) {
      FieldSet fields = each.fields().copy().minus(comparison.gone());
      if (each.isSame(self)) {
        isKnown = true;
        fields.plus(self.fields());
      } else {
        fields.minus(self.fields());
      }
      String time = fields.equals(each.fields()) ? each.time() : writer.time();
      if (!fields.isEmpty()) {
        kept.add(each.with(fields, each.isSame(self) ? time : each.time()));
      }
    }
    if (!isKnown && !self.fields().isEmpty()) {
      kept.add(self);
    }
    write(next, kept);
  }

  /// Applies a configuration to an object.
  ///
  /// @param live null when there is none yet
  /// @throws dev.agentgateway.apiserver.answers.Refusal when other managers own fields that differ
  public static Applied apply(
      Schema schema, @Nullable ObjectNode live, ObjectNode stated, Writer writer, Force force) {
    FieldSet fields = Comparison.stated(schema, bare(stated));
    restrict(fields, writer);
    Owner self = owner(writer, Operation.APPLY, fields);
    ObjectNode base = live == null ? Json.object() : live;
    List<Owner> others = new ArrayList<>();
    FieldSet before = new FieldSet();
    String time = writer.time();
    for (JsonNode each : managed(base)) {
      Owner owner = Owner.read(each);
      if (owner.isSame(self)) {
        before.plus(owner.fields());
        time = owner.fields().equals(fields) ? owner.time() : time;
      } else {
        others.add(owner);
      }
    }
    JsonNode merged = Merge.over(schema, bare(base), bare(restricted(stated, writer)));
    FieldSet changed = Comparison.of(schema, bare(base), merged, writer.whole()).set().and(fields);
    List<Owner> kept = settled(others, changed, force, writer);
    FieldSet owned = fields.copy();
    kept.forEach(each -> owned.plus(each.fields()));
    ObjectNode result = (ObjectNode) Merge.without(schema, merged, before, owned);
    restoreSystemFields(result, live == null ? stated : live);
    boolean isChanged = live == null || !bare(result).equals(bare(live)) || !before.equals(fields);
    if (!fields.isEmpty()) {
      kept.add(self.with(fields, time));
    }
    write(result, kept);
    return new Applied(result, isChanged);
  }

  /// Whether fields of others are taken over.
  public enum Force {
    YES,
    NO
  }

  private static List<Owner> settled(
      List<Owner> others, FieldSet changed, Force force, Writer writer) {
    List<Cause> conflicts = new ArrayList<>();
    List<String> managers = new ArrayList<>();
    List<Owner> kept = new ArrayList<>();
    for (Owner each : others) {
      FieldSet common = each.fields().and(changed);
      if (force == Force.NO) {
        for (String path : common.paths()) {
          managers.add(each.spelled());
          conflicts.add(new Cause("FieldManagerConflict", "conflict with " + each.spelled(), path));
        }
      }
      FieldSet left = each.fields().copy().minus(common);
      if (!left.isEmpty()) {
        kept.add(each.with(left, left.equals(each.fields()) ? each.time() : writer.time()));
      }
    }
    if (!conflicts.isEmpty()) {
      throw conflict(managers, conflicts).refusal();
    }
    return kept;
  }

  private static Status conflict(List<String> managers, List<Cause> conflicts) {
    StringBuilder words = new StringBuilder("Apply failed with ");
    if (conflicts.size() == 1) {
      words.append("1 conflict: conflict with ").append(managers.getFirst());
      words.append(": ").append(conflicts.getFirst().field());
    } else {
      words.append(conflicts.size()).append(" conflicts: ");
      String last = "";
      for (int i = 0; i < conflicts.size(); i++) {
        if (!managers.get(i).equals(last)) {
          last = managers.get(i);
          words.append(i == 0 ? "" : "\n").append("conflicts with ").append(last).append(':');
        }
        words.append("\n- ").append(conflicts.get(i).field());
      }
    }
    return Status.of(409, "Conflict", words.toString(), Status.Subject.NONE).withCauses(conflicts);
  }

  private static Owner owner(Writer writer, Operation operation, FieldSet fields) {
    return new Owner(
        writer.manager(),
        operation,
        writer.apiVersion(),
        writer.subresource(),
        writer.time(),
        fields);
  }

  /// A writer owns only what its endpoint writes.
  private static void restrict(FieldSet fields, Writer writer) {
    if (writer.subresource().equals("status")) {
      fields.keepOnly("f:status");
    } else if (writer.hasStatus()) {
      fields.drop("f:status");
    }
  }

  private static ObjectNode restricted(ObjectNode stated, Writer writer) {
    ObjectNode kept = stated.deepCopy();
    if (writer.subresource().equals("status")) {
      kept.retain("status");
    } else if (writer.hasStatus()) {
      kept.remove("status");
    }
    return kept;
  }

  private static JsonNode managed(ObjectNode tree) {
    return tree.path("metadata").path("managedFields");
  }

  /// An object without what only the server writes.
  private static ObjectNode bare(ObjectNode tree) {
    ObjectNode bare = tree.deepCopy();
    bare.remove(List.of("apiVersion", "kind"));
    if (bare.get("metadata") instanceof ObjectNode metadata) {
      metadata.remove(SYSTEM_FIELDS);
      if (metadata.isEmpty()) {
        bare.remove("metadata");
      }
    }
    return bare;
  }

  private static void restoreSystemFields(ObjectNode result, ObjectNode from) {
    for (String name : List.of("apiVersion", "kind")) {
      if (from.has(name)) {
        result.set(name, from.get(name));
      }
    }
    ObjectNode metadata = result.withObject("metadata");
    for (String name : SYSTEM_FIELDS) {
      JsonNode value = from.path("metadata").get(name);
      if (value != null) {
        metadata.set(name, value.deepCopy());
      }
    }
  }

  private static void write(ObjectNode tree, List<Owner> owners) {
    ObjectNode metadata = tree.withObject("metadata");
    metadata.remove("managedFields");
    if (owners.isEmpty()) {
      return;
    }
    ArrayNode list = metadata.putArray("managedFields");
    bounded(owners).stream()
        .filter(each -> !each.fields().write().isEmpty())
        .sorted(Owner.ORDER)
        .forEach(each -> list.add(each.write()));
    if (list.isEmpty()) {
      metadata.remove("managedFields");
    }
  }

  private static List<Owner> bounded(List<Owner> owners) {
    long updaters = owners.stream().filter(each -> each.operation() == Operation.UPDATE).count();
    if (updaters <= UPDATERS_MAX) {
      return owners;
    }
    List<Owner> kept = new ArrayList<>();
    FieldSet joined = new FieldSet();
    String apiVersion = "";
    long surplus = updaters - UPDATERS_MAX + 1;
    for (Owner each : owners) {
      if (surplus > 0 && each.operation() == Operation.UPDATE) {
        surplus--;
        joined.plus(each.fields());
        apiVersion = each.apiVersion();
      } else {
        kept.add(each);
      }
    }
    kept.addFirst(new Owner("ancient-changes", Operation.UPDATE, apiVersion, "", "", joined));
    return kept;
  }
}
