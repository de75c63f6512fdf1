package dev.agentgateway.schema.write;

import com.google.re2j.Pattern;
import dev.agentgateway.schema.Node;
import dev.agentgateway.schema.read.Spans;
import dev.agentgateway.schema.shape.CelRule;
import dev.agentgateway.schema.shape.Checks;
import dev.agentgateway.schema.shape.Component;
import dev.agentgateway.schema.shape.Component.Presence;
import dev.agentgateway.schema.shape.RecordShape;
import dev.agentgateway.schema.shape.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Schemas of shapes, as trees of maps and lists in the order in which they are written.
final class ObjectSchema {

  /// For whom a schema is.
  enum Reader {
    /// Structural OpenAPI v3, as CRDs have it.
    API_SERVER,
    /// JSON Schema, draft 2020-12.
    EDITOR
  }

  private static final String OPEN = "x-kubernetes-preserve-unknown-fields";

  private final Reader reader;
  private final Descriptions descriptions;

  ObjectSchema(Reader reader, Descriptions descriptions) {
    this.reader = reader;
    this.descriptions = descriptions;
  }

  Map<String, Object> of(RecordShape record) {
    return struct(record, Checks.NONE);
  }

  private Map<String, Object> of(Shape shape, Checks checks) {
    return switch (shape) {
      case Shape.Flag() -> typed("boolean");
      case Shape.Whole whole -> bounded(whole(whole), checks, "minimum", "maximum");
      case Shape.Decimal() -> bounded(typed("number"), checks, "minimum", "maximum");
      case Shape.Text() ->
          pattern(bounded(typed("string"), checks, "minLength", "maxLength"), checks);
      case Shape.Span() -> with(typed("string"), "pattern", Spans.PATTERN);
      case Shape.Moment() -> with(typed("string"), "format", "date-time");
      case Shape.WholeOrText() -> wholeOrText();
      case Shape.Choice choice ->
          with(typed("string"), "enum", List.copyOf(choice.byText().keySet()));
      case Shape.Free() -> free();
      case Shape.Listing(Shape item) -> list(item, checks);
      case Shape.Mapping(Shape value) ->
          bounded(
              with(typed("object"), "additionalProperties", of(value, checks.ofItems())),
              checks,
              "minProperties",
              "maxProperties");
      case Shape.Struct(RecordShape record) -> struct(record, checks);
      case Shape.Family family -> family(family);
    };
  }

  private Map<String, Object> list(Shape item, Checks checks) {
    Map<String, Object> schema = typed("array");
    schema.put("items", of(item, checks.ofItems()));
    bounded(schema, checks, "minItems", "maxItems");
    if (checks.unique().isPresent()) {
      unique(checks.unique().get(), item, schema);
    }
    return schema;
  }

  /// An API server holds lists apart by keys that are always there.
  private void unique(List<String> keys, Shape item, Map<String, Object> schema) {
    if (reader == Reader.EDITOR) {
      schema.put("uniqueItems", true);
    } else if (keys.isEmpty()) {
      schema.put("x-kubernetes-list-type", "set");
    } else if (item instanceof Shape.Struct(RecordShape record) && alwaysThere(record, keys)) {
      schema.put("x-kubernetes-list-type", "map");
      schema.put("x-kubernetes-list-map-keys", keys);
    }
  }

  private static boolean alwaysThere(RecordShape record, List<String> keys) {
    return keys.stream()
        .allMatch(key ->
            record.components().stream()
                .anyMatch(it ->
                    it.name().equals(key)
                        && (it.presence() == Presence.REQUIRED || it.fallback().isPresent())));
  }

  private Map<String, Object> struct(RecordShape record, Checks outer) {
    if (record.form() == RecordShape.Form.BARE) {
      Component only = record.components().getFirst();
      Map<String, Object> schema = of(only.shape(), only.checks());
      rules(only.checks().rules(), schema);
      rules(record.rules(), schema);
      rules(outer.rules(), schema);
      return schema;
    }
    Map<String, Object> properties = new TreeMap<>();
    List<String> required = new ArrayList<>();
    List<CelRule> rules = new ArrayList<>();
    collect(record, properties, required, rules);
    rules.addAll(outer.rules());
    Map<String, Object> schema = typed("object");
    schema.put("properties", properties);
    if (!required.isEmpty()) {
      schema.put("required", required.stream().sorted().toList());
    }
    if (record.form() == RecordShape.Form.OPEN) {
      open(schema);
    } else if (reader == Reader.EDITOR) {
      schema.put("additionalProperties", false);
    }
    rules(rules, schema);
    return schema;
  }

  private void collect(
      RecordShape record,
      Map<String, Object> properties,
      List<String> required,
      List<CelRule> rules) {
    for (Component component : record.components()) {
      if (component.presence() != Presence.INLINE) {
        properties.put(component.name(), property(record, component));
        if (component.presence() == Presence.REQUIRED && component.fallback().isEmpty()) {
          required.add(component.name());
        }
      } else if (component.shape() instanceof Shape.Struct(RecordShape inner)) {
        collect(inner, properties, required, rules);
      } else if (component.shape() instanceof Shape.Family family) {
        members(family, record.rules(), properties);
      }
    }
    rules.addAll(record.rules());
  }

  private Map<String, Object> property(RecordShape record, Component component) {
    Map<String, Object> schema = new LinkedHashMap<>();
    String description = description(record, component);
    if (!description.isEmpty()) {
      schema.put("description", description);
    }
    schema.putAll(of(component.shape(), component.checks()));
    if (component.shape() instanceof Shape.Free) {
      asObject(component.name(), record.rules(), schema);
    }
    if (!(component.shape() instanceof Shape.Struct)) {
      rules(component.checks().rules(), schema);
    }
    component.fallback().ifPresent(node -> schema.put("default", plain(node)));
    return schema;
  }

  private String description(RecordShape record, Component component) {
    String said = descriptions.of(record.type(), component.javaName());
    if (said.isEmpty() && component.shape() instanceof Shape.Struct(RecordShape inner)) {
      said = descriptions.of(inner.type());
    }
    if (component.presence() == Presence.PLANNED) {
      said = (said + " Known, not acted on yet.").strip();
    }
    return said;
  }

  private void members(Shape.Family family, List<CelRule> rules, Map<String, Object> properties) {
    family
        .members()
        .forEach((field, member) -> {
          Map<String, Object> schema = new LinkedHashMap<>();
          schema.put("description", descriptions.of(member.type()));
          schema.putAll(struct(member, Checks.NONE));
          properties.put(field, schema);
        });
    for (String field : family.planned()) {
      Map<String, Object> schema = new LinkedHashMap<>();
      schema.put("description", "Known, not acted on yet.");
      schema.putAll(free());
      asObject(field, rules, schema);
      properties.put(field, schema);
    }
  }

  /// Rules of an API server see only fields that have a type.
  private void asObject(String name, List<CelRule> rules, Map<String, Object> schema) {
    if (reader == Reader.API_SERVER
        && rules.stream().anyMatch(rule -> mentions(rule.expression(), name))) {
      schema.put("type", "object");
    }
  }

  private static boolean mentions(String expression, String name) {
    return Pattern.compile("self\\." + Pattern.quote(name) + "\\b").matcher(expression).find();
  }

  private Map<String, Object> family(Shape.Family family) {
    Map<String, Object> properties = new TreeMap<>();
    members(family, List.of(), properties);
    Map<String, Object> schema = with(typed("object"), "properties", properties);
    if (reader == Reader.EDITOR) {
      schema.put("additionalProperties", false);
    }
    return schema;
  }

  private void rules(List<CelRule> rules, Map<String, Object> schema) {
    if (reader == Reader.EDITOR || rules.isEmpty()) {
      return;
    }
    List<Object> all = new ArrayList<>();
    if (schema.get("x-kubernetes-validations") instanceof List<?> before) {
      all.addAll(before);
    }
    for (CelRule rule : rules) {
      Map<String, Object> written = new LinkedHashMap<>();
      written.put("message", rule.message());
      written.put("rule", rule.expression());
      all.add(written);
    }
    schema.put("x-kubernetes-validations", all);
  }

  private Map<String, Object> whole(Shape.Whole whole) {
    return reader == Reader.EDITOR
        ? typed("integer")
        : with(typed("integer"), "format", "int" + whole.bits());
  }

  private Map<String, Object> wholeOrText() {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("anyOf", List.of(typed("integer"), typed("string")));
    if (reader == Reader.API_SERVER) {
      schema.put("x-kubernetes-int-or-string", true);
    }
    return schema;
  }

  private Map<String, Object> free() {
    Map<String, Object> schema = new LinkedHashMap<>();
    open(schema);
    return schema;
  }

  private void open(Map<String, Object> schema) {
    if (reader == Reader.API_SERVER) {
      schema.put(OPEN, true);
    }
  }

  private static Map<String, Object> bounded(
      Map<String, Object> schema, Checks checks, String min, String max) {
    if (checks.bounds().hasMin()) {
      schema.put(min, checks.bounds().min());
    }
    if (checks.bounds().hasMax()) {
      schema.put(max, checks.bounds().max());
    }
    return schema;
  }

  private static Map<String, Object> pattern(Map<String, Object> schema, Checks checks) {
    checks.pattern().ifPresent(pattern -> schema.put("pattern", pattern.pattern()));
    return schema;
  }

  private static Map<String, Object> typed(String type) {
    return with(new LinkedHashMap<>(), "type", type);
  }

  private static Map<String, Object> with(Map<String, Object> schema, String name, Object value) {
    schema.put(name, value);
    return schema;
  }

  /// A default as it stands in a schema.
  static Object plain(Node node) {
    return switch (node) {
      case Node.Null _ -> "null";
      case Node.Bool bool -> bool.value();
      case Node.Num num -> new java.math.BigDecimal(num.text());
      case Node.Text text -> text.value();
      case Node.Items items -> items.items().stream().map(ObjectSchema::plain).toList();
      case Node.Fields fields -> {
        Map<String, Object> values = new LinkedHashMap<>();
        fields.fields().forEach(field -> values.put(field.name(), plain(field.value())));
        yield values;
      }
    };
  }
}
