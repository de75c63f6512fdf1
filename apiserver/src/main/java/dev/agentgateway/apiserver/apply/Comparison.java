package dev.agentgateway.apiserver.apply;

import dev.agentgateway.apiserver.openapi.Schema;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// Which fields differ between two states of an object.
///
/// @param set fields that are new or have another value
/// @param gone fields that are no longer there
record Comparison(FieldSet set, FieldSet gone) {

  /// What in a new value is a member beside its parts.
  enum Whole {
    /// Lists and maps.
    LISTS_AND_MAPS,
    /// Objects of declared fields too, as in custom resources.
    OBJECTS_TOO
  }

  static Comparison of(Schema schema, JsonNode before, JsonNode after, Whole whole) {
    Comparison found = new Comparison(new FieldSet(), new FieldSet());
    walk(schema, before, after, new Sets(found.set, found.gone, whole));
    return found;
  }

  private record Sets(FieldSet set, FieldSet gone, Whole whole) {

    Sets at(String step) {
      boolean isMetadata = step.equals("f:metadata");
      return new Sets(new FieldSet(), new FieldSet(), isMetadata ? Whole.LISTS_AND_MAPS : whole);
    }

    boolean marks(Schema schema, JsonNode value) {
      return value.isArray() || whole == Whole.OBJECTS_TOO || Steps.isMap(schema, value);
    }
  }

  /// All fields that a configuration states.
  static FieldSet stated(Schema schema, JsonNode configuration) {
    FieldSet all = new FieldSet();
    state(schema, configuration, all);
    return all;
  }

  private static void state(Schema schema, JsonNode value, FieldSet into) {
    if (!Steps.isGranular(schema, value) || value.isEmpty()) {
      into.markMember();
      return;
    }
    for (Map.Entry<String, JsonNode> part : Steps.of(schema, value).entrySet()) {
      FieldSet child = into.step(part.getKey());
      if (!part.getKey().startsWith("f:")) {
        child.markMember();
      }
      state(Steps.part(schema, part.getKey()), part.getValue(), child);
    }
  }

  private static void walk(Schema schema, @Nullable JsonNode before, JsonNode after, Sets sets) {
    JsonNode old = before == null ? MissingNode.getInstance() : before;
    if (old.equals(after)) {
      return;
    }
    boolean isGranular = Steps.isGranular(schema, after) && !after.isEmpty();
    if (!isGranular) {
      sets.set().markMember();
      lost(schema, old, after, sets.gone());
      return;
    }
    if (old.isMissingNode() && sets.marks(schema, after)) {
      sets.set().markMember();
    }
    Map<String, JsonNode> oldParts =
        Steps.isGranular(schema, old) ? Steps.of(schema, old) : Map.of();
    Map<String, JsonNode> parts = Steps.of(schema, after);
    parts.forEach((step, value) -> {
      Sets child = sets.at(step);
      JsonNode oldPart = oldParts.get(step);
      if (oldPart == null && !step.startsWith("f:")) {
        child.set().markMember();
      }
      walk(Steps.part(schema, step), oldPart, value, child);
      put(sets.set(), step, child.set());
      put(sets.gone(), step, child.gone());
    });
    oldParts.forEach((step, value) -> {
      if (!parts.containsKey(step)) {
        FieldSet child = new FieldSet();
        child.markMember();
        all(Steps.part(schema, step), value, child);
        put(sets.gone(), step, child);
      }
    });
  }

  private static void lost(Schema schema, JsonNode old, JsonNode after, FieldSet gone) {
    if (Steps.isGranular(schema, old)) {
      FieldSet all = new FieldSet();
      all(schema, old, all);
      all.below().forEach((step, child) -> put(gone, step, child));
    }
    if (after.isMissingNode()) {
      gone.markMember();
    }
  }

  /// Every step at and below a value, each a member.
  private static void all(Schema schema, JsonNode value, FieldSet into) {
    into.markMember();
    if (Steps.isGranular(schema, value)) {
      Steps.of(schema, value)
          .forEach((step, part) -> all(Steps.part(schema, step), part, into.step(step)));
    }
  }

  private static void put(FieldSet into, String step, FieldSet child) {
    if (!child.isEmpty()) {
      into.step(step).plus(child);
    }
  }
}
