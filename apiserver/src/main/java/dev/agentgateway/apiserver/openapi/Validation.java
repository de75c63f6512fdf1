package dev.agentgateway.apiserver.openapi;

import dev.agentgateway.apiserver.answers.Cause;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Holds an object against its schema, in the words of a cluster.
///
/// What an update does not change is not held against it: an object from before a schema grew
/// stricter can still be written.
public final class Validation {

  private static final Set<String> BLOCKING =
      Set.of(
          "FieldValueNotSupported",
          "FieldValueRequired",
          "FieldValueTooLong",
          "FieldValueTooMany",
          "FieldValueTypeInvalid");

  private final List<Cause> causes = new ArrayList<>();

  private Validation() {}

  /// @param old the object before an update, null for a new one
  public static List<Cause> check(Schema schema, JsonNode tree, @Nullable JsonNode old) {
    Validation validation = new Validation();
    validation.walk(schema, tree, old, "");
    boolean isBlocked =
        validation.causes.stream().anyMatch(cause -> BLOCKING.contains(cause.reason()));
    if (!isBlocked) {
      RuleWalk.check(schema, tree, old, validation.causes);
    } else if (schema.hasRules()) {
      validation.causes.add(
          Cause.invalid(
              "<nil>",
              "null",
              "some validation rules were not checked because the object was invalid; correct the"
                  + " existing errors to complete validation"));
    }
    return validation.causes;
  }

  /// Faults of the rules of a schema itself: those that do not compile.
  public static List<Cause> checkRules(Schema schema, String path) {
    List<Cause> causes = new ArrayList<>();
    RuleWalk.compile(schema, path, causes);
    return causes;
  }

  private void walk(Schema schema, JsonNode value, @Nullable JsonNode old, String path) {
    if (value.equals(old)) {
      return;
    }
    if (value.isNull() && (schema.isNullable() || schema.type().isEmpty())) {
      return;
    }
    if (!hasType(schema, value)) {
      String expected = schema.isIntOrString() ? "integer,string" : schema.type();
      causes.add(Cause.wrongType(path, Quoted.type(value), expected));
      return;
    }
    checkEnum(schema, value, path);
    switch (value) {
      case ObjectNode object -> checkObject(schema, object, old, path);
      case ArrayNode array -> checkArray(schema, array, old, path);
      default -> {
        if (value.isString()) {
          Texts.check(schema, value.stringValue(), path, causes);
        } else if (value.isNumber()) {
          checkNumber(schema, value, path);
        }
      }
    }
    checkCombined(schema, value, path);
  }

  private static boolean hasType(Schema schema, JsonNode value) {
    if (schema.isIntOrString()) {
      return value.isIntegralNumber() || value.isString();
    }
    return switch (schema.type()) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isString();
      case "boolean" -> value.isBoolean();
      case "number" -> value.isNumber();
      case "integer" -> value.isNumber() && value.decimalValue().stripTrailingZeros().scale() <= 0;
      default -> true;
    };
  }

  private void checkEnum(Schema schema, JsonNode value, String path) {
    JsonNode allowed = schema.keyword("enum");
    if (!allowed.isArray()) {
      return;
    }
    List<String> names = new ArrayList<>();
    for (JsonNode each : allowed) {
      if (each.equals(value)) {
        return;
      }
      names.add(each.asString());
    }
    causes.add(Cause.notSupported(path, Quoted.of(value), names));
  }

  private void checkObject(Schema schema, ObjectNode object, @Nullable JsonNode old, String path) {
    for (JsonNode name : schema.keyword("required")) {
      if (!object.has(name.asString())) {
        causes.add(Cause.required(child(path, name.asString()), ""));
      }
    }
    checkCount(schema, object.size(), path, "Properties");
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      Schema known = schema.field(field.getKey());
      if (known != null) {
        JsonNode before = old == null ? null : old.get(field.getKey());
        walk(known, field.getValue(), before, child(path, field.getKey()));
      }
    }
  }

  private void checkArray(Schema schema, ArrayNode array, @Nullable JsonNode old, String path) {
    checkCount(schema, array.size(), path, "Items");
    Set<JsonNode> seen = new HashSet<>();
    boolean isUnique =
        !schema.listKeys().isEmpty()
            || schema.listType().equals("set")
            || schema.keyword("uniqueItems").asBoolean();
    for (int i = 0; i < array.size(); i++) {
      JsonNode item = array.get(i);
      String at = path + "[" + i + "]";
      walk(schema.items(), item, ListItems.counterpart(schema, item, old), at);
      if (isUnique) {
        JsonNode identity = ListItems.identity(schema, item);
        if (!seen.add(identity)) {
          causes.add(Cause.duplicate(at, Quoted.of(identity)));
        }
      }
    }
  }

  private void checkCount(Schema schema, int count, String path, String what) {
    JsonNode max = schema.keyword("max" + what);
    if (max.isNumber() && count > max.longValue()) {
      causes.add(Cause.tooMany(path, count, max.longValue()));
    }
    JsonNode min = schema.keyword("min" + what);
    if (min.isNumber() && count < min.longValue()) {
      causes.add(
          Cause.invalid(
              path,
              Integer.toString(count),
              "%s in body should have at least %d %s"
                  .formatted(
                      path, min.longValue(), what.equals("Items") ? "items" : "properties")));
    }
  }

  private void checkNumber(Schema schema, JsonNode value, String path) {
    BigDecimal number = value.decimalValue();
    JsonNode min = schema.keyword("minimum");
    if (min.isNumber()) {
      boolean isExclusive = schema.keyword("exclusiveMinimum").asBoolean();
      int order = number.compareTo(min.decimalValue());
      if (order < 0 || (isExclusive && order == 0)) {
        outOfRange(value, path, isExclusive ? "greater than " : "greater than or equal to ", min);
      }
    }
    JsonNode max = schema.keyword("maximum");
    if (max.isNumber()) {
      boolean isExclusive = schema.keyword("exclusiveMaximum").asBoolean();
      int order = number.compareTo(max.decimalValue());
      if (order > 0 || (isExclusive && order == 0)) {
        outOfRange(value, path, isExclusive ? "less than " : "less than or equal to ", max);
      }
    }
    JsonNode step = schema.keyword("multipleOf");
    if (step.isNumber() && number.remainder(step.decimalValue()).signum() != 0) {
      causes.add(
          Cause.invalid(
              path,
              Quoted.of(value),
              path + " in body should be a multiple of " + step.asString()));
    }
    if (schema.format().equals("int32")
        && number.abs().compareTo(BigDecimal.valueOf(1L << 31)) > 0) {
      causes.add(
          Cause.invalid(
              path,
              Quoted.of(value),
              path + " in body must be of type int32: " + Quoted.of(value)));
    }
  }

  private void outOfRange(JsonNode value, String path, String relation, JsonNode bound) {
    causes.add(
        Cause.invalid(
            path, Quoted.of(value), path + " in body should be " + relation + bound.asString()));
  }

  private void checkCombined(Schema schema, JsonNode value, String path) {
    for (JsonNode each : schema.keyword("allOf")) {
      walk(Schema.of(each), value, null, path);
    }
    JsonNode any = schema.keyword("anyOf");
    if (any.isArray() && !schema.isIntOrString() && matching(any, value) == 0) {
      combinedFault(path, "must validate at least one schema (anyOf)");
    }
    JsonNode one = schema.keyword("oneOf");
    if (one.isArray()) {
      int matching = matching(one, value);
      if (matching != 1) {
        combinedFault(
            path,
            "must validate one and only one schema (oneOf). Found "
                + (matching == 0 ? "none valid" : matching + " valid alternatives"));
      }
    }
    JsonNode not = schema.keyword("not");
    if (not.isObject() && isValid(not, value)) {
      combinedFault(path, "must not validate the schema (not)");
    }
  }

  private void combinedFault(String path, String words) {
    causes.add(Cause.invalid(path, "\"\"", "\"" + path + "\" " + words));
  }

  private static int matching(JsonNode schemas, JsonNode value) {
    int matching = 0;
    for (JsonNode each : schemas) {
      matching += isValid(each, value) ? 1 : 0;
    }
    return matching;
  }

  private static boolean isValid(JsonNode schema, JsonNode value) {
    Validation trial = new Validation();
    trial.walk(Schema.of(schema), value, null, "");
    return trial.causes.isEmpty();
  }

  static String child(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
