package dev.agentgateway.apiserver.openapi;

import dev.agentgateway.apiserver.answers.Cause;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Evaluates the rules of a schema over an object.
final class RuleWalk {

  private RuleWalk() {}

  static void check(Schema schema, JsonNode tree, @Nullable JsonNode old, List<Cause> causes) {
    walk(schema, tree, old, "", causes);
  }

  /// Rules that do not compile, as causes.
  static void compile(Schema schema, String path, List<Cause> causes) {
    if (!schema.hasRules()) {
      return;
    }
    List<Rule> rules = schema.rules();
    for (int i = 0; i < rules.size(); i++) {
      String fault = rules.get(i).fault();
      if (!fault.isEmpty()) {
        causes.add(
            Cause.invalid(
                path + ".x-kubernetes-validations[" + i + "].rule",
                '"' + rules.get(i).expression() + '"',
                "compilation failed: " + fault));
      }
    }
    schema
        .properties()
        .forEach((name, each) -> compile(each, path + ".properties[" + name + "]", causes));
    if (schema.values() != null) {
      compile(schema.values(), path + ".additionalProperties", causes);
    }
    if (schema.items().hasRules()) {
      compile(schema.items(), path + ".items", causes);
    }
  }

  private static void walk(
      Schema schema, JsonNode value, @Nullable JsonNode old, String path, List<Cause> causes) {
    if (!schema.hasRules() || value.isNull()) {
      return;
    }
    evaluate(schema, value, old, path, causes);
    switch (value) {
      case ObjectNode object -> {
        for (Map.Entry<String, JsonNode> field : object.properties()) {
          Schema known = schema.field(field.getKey());
          if (known != null) {
            JsonNode before = old == null ? null : old.get(field.getKey());
            walk(known, field.getValue(), before, Validation.child(path, field.getKey()), causes);
          }
        }
      }
      case ArrayNode array -> {
        for (int i = 0; i < array.size(); i++) {
          JsonNode item = array.get(i);
          JsonNode before = ListItems.counterpart(schema, item, old);
          walk(schema.items(), item, before, path + "[" + i + "]", causes);
        }
      }
      default -> {
        // A value has nothing below it.
      }
    }
  }

  private static void evaluate(
      Schema schema, JsonNode value, @Nullable JsonNode old, String path, List<Cause> causes) {
    Map<String, Object> variables = null;
    for (Rule rule : schema.rules()) {
      if (rule.isTransition() ? old == null && !rule.isOldSelfOptional() : value.equals(old)) {
        continue;
      }
      if (variables == null) {
        variables = new HashMap<>();
        variables.put("self", bound(schema, value));
      }
      if (rule.isTransition()) {
        Object before = old == null ? Optional.empty() : bound(schema, old);
        variables.put(
            "oldSelf", rule.isOldSelfOptional() && old != null ? Optional.of(before) : before);
      }
      String words = rule.broken(variables);
      if (words != null) {
        causes.add(cause(rule, path + rule.fieldPath(), value, words));
      }
    }
  }

  private static Cause cause(Rule rule, String path, JsonNode value, String words) {
    String field = path.startsWith(".") ? path.substring(1) : path;
    return switch (rule.reason()) {
      case "FieldValueRequired" -> Cause.required(field, words);
      case "FieldValueForbidden" -> Cause.forbidden(field, words);
      case "FieldValueDuplicate" -> Cause.duplicate(field, Quoted.of(value));
      // What is not told of an object or a list: it would be as long as they are.
      default ->
          value.isContainer()
              ? new Cause("FieldValueInvalid", "Invalid value: " + words, field)
              : Cause.invalid(field, Quoted.of(value), words);
    };
  }

  /// A value as rules see it.
  private static Object bound(@Nullable Schema schema, JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT -> {
        Map<String, Object> map = new HashMap<>();
        for (Map.Entry<String, JsonNode> field : value.properties()) {
          Schema known = schema == null ? null : schema.field(field.getKey());
          boolean isDeclared = schema != null && schema.properties().containsKey(field.getKey());
          String name = isDeclared ? escaped(field.getKey()) : field.getKey();
          map.put(name, bound(known, field.getValue()));
        }
        yield map;
      }
      case ARRAY -> {
        List<Object> list = new ArrayList<>();
        Schema items = schema == null ? null : schema.items();
        value.forEach(item -> list.add(bound(items, item)));
        yield list;
      }
      case NUMBER ->
          value.isIntegralNumber() ? (Object) value.longValue() : (Object) value.doubleValue();
      case BOOLEAN -> value.booleanValue();
      case STRING -> text(schema, value.stringValue());
      default -> com.google.protobuf.NullValue.NULL_VALUE;
    };
  }

  private static Object text(@Nullable Schema schema, String text) {
    String format = schema == null ? "" : schema.format();
    try {
      return switch (format) {
        case "date-time" -> java.time.OffsetDateTime.parse(text).toInstant();
        default -> text;
      };
    } catch (java.time.DateTimeException malformed) {
      return text;
    }
  }

  /// Names of fields that CEL cannot spell, as a cluster spells them.
  private static String escaped(String name) {
    if (!name.contains("-") && !name.contains(".") && !name.contains("/") && !name.contains("__")) {
      return name.equals("namespace") ? "__namespace__" : name;
    }
    return name.replace("__", "__underscores__")
        .replace(".", "__dot__")
        .replace("-", "__dash__")
        .replace("/", "__slash__");
  }
}
