package dev.agentgateway.schema.read;

import dev.agentgateway.schema.Members;
import dev.agentgateway.schema.Node;
import dev.agentgateway.schema.rule.Rules;
import dev.agentgateway.schema.shape.CelRule;
import dev.agentgateway.schema.shape.Checks;
import dev.agentgateway.schema.shape.Component;
import dev.agentgateway.schema.shape.Component.Presence;
import dev.agentgateway.schema.shape.RecordShape;
import dev.agentgateway.schema.shape.Shape;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One walk over a tree: checks it and builds the record.
final class Walk {

  private final Faults faults;
  private final Scalars scalars;

  Walk(Faults faults) {
    this.faults = faults;
    this.scalars = new Scalars(faults);
  }

  @Nullable Object read(RecordShape shape, Node node, String path) {
    return struct(shape, node, path, Checks.NONE).value();
  }

  private Found value(Shape shape, Checks checks, Node node, String path) {
    int before = faults.errors();
    Found found =
        switch (shape) {
          case Shape.Flag() -> scalars.flag(checks, node, path);
          case Shape.Whole whole -> scalars.whole(whole, checks, node, path);
          case Shape.Decimal() -> scalars.decimal(checks, node, path);
          case Shape.Text() -> scalars.text(checks, node, path);
          case Shape.Span() -> scalars.span(checks, node, path);
          case Shape.Moment() -> scalars.moment(checks, node, path);
          case Shape.WholeOrText() -> scalars.wholeOrText(checks, node, path);
          case Shape.Choice choice -> scalars.choice(choice, checks, node, path);
          case Shape.Free() -> new Found(Plain.json(node), Plain.of(node));
          case Shape.Listing(Shape item) -> list(item, checks, node, path);
          case Shape.Mapping(Shape value) -> map(value, checks, node, path);
          case Shape.Struct(RecordShape record) -> struct(record, node, path, checks);
          case Shape.Family family -> family(family, node, path, checks);
        };
    if (faults.errors() == before) {
      rules(checks.rules(), found.plain(), node, path);
    }
    return faults.errors() == before ? found : new Found(null, found.plain());
  }

  private Found list(Shape shape, Checks checks, Node node, String path) {
    List<Node> items;
    if (node instanceof Node.Items list) {
      items = list.items();
    } else {
      if (node instanceof Node.Null) {
        return scalars.wrong(node, path, "a list", checks);
      }
      faults.slip(
          path,
          node.at(),
          "found %s (expected: a list)".formatted(Words.kind(node)),
          "write it as a list of one item");
      items = List.of(node);
    }
    size(items.size(), "items", checks, node, path);
    int before = faults.errors();
    List<Object> values = new ArrayList<>();
    List<@Nullable Object> plain = new ArrayList<>();
    Checks ofItems = checks.ofItems();
    for (int i = 0; i < items.size(); i++) {
      Found found = value(shape, ofItems, items.get(i), Words.item(path, i));
      plain.add(found.plain());
      if (found.value() != null) {
        values.add(found.value());
      }
    }
    if (checks.unique().isPresent() && faults.errors() == before) {
      unique(checks.unique().get(), plain, items, path);
    }
    return new Found(List.copyOf(values), plain);
  }

  private void unique(
      List<String> fields, List<@Nullable Object> plain, List<Node> items, String path) {
    Map<List<@Nullable Object>, Integer> seen = new HashMap<>();
    for (int i = 0; i < plain.size(); i++) {
      List<@Nullable Object> key = new ArrayList<>();
      Object item = plain.get(i);
      if (fields.isEmpty() || !(item instanceof Map<?, ?> map)) {
        key.add(item);
      } else {
        fields.forEach(field -> key.add(map.get(field)));
      }
      Integer first = seen.putIfAbsent(key, i);
      if (first != null) {
        String what = fields.isEmpty() ? "" : " in " + String.join(", ", fields);
        faults.error(
            Words.item(path, i),
            items.get(i).at(),
            "the same%s as item %d (expected: items that differ)".formatted(what, first),
            "");
      }
    }
  }

  private Found map(Shape shape, Checks checks, Node node, String path) {
    if (!(node instanceof Node.Fields fields)) {
      return scalars.unquotedWrong(node, path, "an object");
    }
    size(fields.fields().size(), "entries", checks, node, path);
    Map<String, Object> values = new LinkedHashMap<>();
    Map<String, @Nullable Object> plain = new LinkedHashMap<>();
    for (Node.Field field : fields.fields()) {
      Found found = value(shape, checks.ofItems(), field.value(), Words.child(path, field.name()));
      plain.put(field.name(), found.plain());
      if (found.value() != null) {
        values.put(field.name(), found.value());
      }
    }
    return new Found(java.util.Collections.unmodifiableMap(values), plain);
  }

  private void size(int size, String what, Checks checks, Node node, String path) {
    if (!checks.bounds().hold(size)) {
      faults.error(
          path, node.at(), "found %d %s (expected: %s)".formatted(size, what, checks.bounds()), "");
    }
  }

  private Found struct(RecordShape shape, Node node, String path, Checks checks) {
    if (shape.form() == RecordShape.Form.BARE) {
      return bare(shape, node, path, checks);
    }
    if (!(node instanceof Node.Fields fields)) {
      return scalars.unquotedWrong(node, path, "an object");
    }
    int before = faults.errors();
    Map<String, @Nullable Object> plain = new LinkedHashMap<>();
    Object value = build(shape, fields, path, checks, plain);
    if (shape.form() != RecordShape.Form.OPEN) {
      unknown(shape.fields(), fields, path);
    }
    if (faults.errors() == before) {
      rules(shape, plain, node, path);
    }
    return new Found(value, plain);
  }

  private Found bare(RecordShape shape, Node node, String path, Checks outer) {
    int before = faults.errors();
    Component only = shape.components().getFirst();
    Checks checks = outer.confidential() ? only.checks().hidden() : only.checks();
    Found found = value(only.shape(), checks, node, path);
    if (faults.errors() == before) {
      rules(shape.rules(), found.plain(), node, path);
    }
    Object value =
        faults.errors() == before
            ? construct(shape, new @Nullable Object[] {found.value()}, node, path, checks)
            : null;
    return new Found(value, found.plain());
  }

  /// Rules of a record and of what it inlines, once all of their fields are there.
  private void rules(RecordShape shape, Map<String, ?> plain, Node node, String path) {
    for (Component component : shape.components()) {
      if (component.presence() == Presence.INLINE
          && component.shape() instanceof Shape.Struct(RecordShape inner)) {
        rules(inner, plain, node, path);
      }
    }
    rules(shape.rules(), plain, node, path);
  }

  private void rules(List<CelRule> rules, @Nullable Object self, Node node, String path) {
    for (CelRule rule : rules) {
      if (!Rules.holds(rule.expression(), self)) {
        faults.error(path, node.at(), rule.message(), "");
      }
    }
  }

  private @Nullable Object build(
      RecordShape shape,
      Node.Fields fields,
      String path,
      Checks checks,
      Map<String, @Nullable Object> plain) {
    int before = faults.errors();
    @Nullable Object[] arguments = new @Nullable Object[shape.components().size()];
    for (int i = 0; i < arguments.length; i++) {
      Component component = shape.components().get(i);
      arguments[i] =
          component.presence() == Presence.INLINE
              ? inline(component.shape(), fields, path, checks, plain)
              : component(component, fields, path, checks, plain);
    }
    return faults.errors() == before ? construct(shape, arguments, fields, path, checks) : null;
  }

  private @Nullable Object inline(
      Shape shape,
      Node.Fields fields,
      String path,
      Checks checks,
      Map<String, @Nullable Object> plain) {
    return switch (shape) {
      case Shape.Struct(RecordShape inner) -> build(inner, fields, path, checks, plain);
      case Shape.Family family -> members(family, fields, path, checks, plain);
      case Shape.Flag _, Shape.Whole _, Shape.Decimal _, Shape.Text _, Shape.Span _ -> null;
      case Shape.Moment _, Shape.WholeOrText _, Shape.Choice _, Shape.Free _ -> null;
      case Shape.Listing _, Shape.Mapping _ -> null;
    };
  }

  private @Nullable Object component(
      Component component,
      Node.Fields fields,
      String path,
      Checks outer,
      Map<String, @Nullable Object> plain) {
    String name = component.name();
    String at = Words.child(path, name);
    Node node = fields.find(name);
    if (node == null || node instanceof Node.Null) {
      if (component.fallback().isEmpty() || component.presence() == Presence.PLANNED) {
        if (component.presence() == Presence.REQUIRED) {
          Node where = node == null ? fields : node;
          faults.error(
              at, where.at(), "missing (expected: " + Nouns.of(component.shape()) + ")", "");
        }
        return absent(component);
      }
      node = component.fallback().get();
    }
    if (component.presence() == Presence.PLANNED) {
      planned(name, at, node);
      plain.put(name, Plain.of(node));
      return absent(component);
    }
    Checks checks = outer.confidential() ? component.checks().hidden() : component.checks();
    Found found = value(component.shape(), checks, node, at);
    plain.put(name, found.plain());
    return found.value();
  }

  private void planned(String name, String path, Node node) {
    faults.warning(
        path,
        node.at(),
        "%s is known but not acted on yet".formatted(name),
        "remove it, or expect nothing of it");
  }

  private static @Nullable Object absent(Component component) {
    return switch (component.absent()) {
      case NULL -> null;
      case FALSE -> false;
      case ZERO_INT -> 0;
      case ZERO_LONG -> 0L;
      case EMPTY_LIST -> List.of();
      case EMPTY_MAP -> Map.of();
      case NO_MEMBERS -> Members.NONE;
    };
  }

  private Found family(Shape.Family family, Node node, String path, Checks checks) {
    if (!(node instanceof Node.Fields fields)) {
      return scalars.unquotedWrong(node, path, "an object");
    }
    Map<String, @Nullable Object> plain = new LinkedHashMap<>();
    Members members = members(family, fields, path, checks, plain);
    unknown(family.fields(), fields, path);
    return new Found(members, plain);
  }

  private Members members(
      Shape.Family family,
      Node.Fields fields,
      String path,
      Checks checks,
      Map<String, @Nullable Object> plain) {
    Map<String, Record> byField = new LinkedHashMap<>();
    for (Node.Field field : fields.fields()) {
      Node node = field.value();
      String at = Words.child(path, field.name());
      Optional<RecordShape> member = family.member(field.name());
      if (node instanceof Node.Null) {
        continue;
      }
      if (member.isPresent()) {
        Shape shape = new Shape.Struct(member.get());
        Found found = value(shape, checks.confidential() ? Checks.HIDDEN : Checks.NONE, node, at);
        plain.put(field.name(), found.plain());
        if (found.value() instanceof Record settings) {
          byField.put(field.name(), settings);
        }
      } else if (family.planned().contains(field.name())) {
        planned(field.name(), at, node);
        plain.put(field.name(), Plain.of(node));
      }
    }
    return new Members(byField);
  }

  private void unknown(java.util.Collection<String> known, Node.Fields fields, String path) {
    for (Node.Field field : fields.fields()) {
      if (known.contains(field.name())) {
        continue;
      }
      String at = Words.child(path, field.name());
      String message = "unknown field " + Words.quote(field.name());
      Optional<String> near =
          Words.nearest(field.name(), known).filter(name -> fields.find(name) == null);
      if (near.isPresent()) {
        faults.error(at, field.at(), message, "did you mean " + near.get() + "?");
      } else {
        faults.slip(at, field.at(), message, "known here: " + Words.expected(known));
      }
    }
  }

  private @Nullable Object construct(
      RecordShape shape, @Nullable Object[] arguments, Node node, String path, Checks checks) {
    try {
      return shape.constructor().newInstance(arguments);
    } catch (InvocationTargetException refused) {
      String said =
          refused.getCause() instanceof IllegalArgumentException wrong && !checks.confidential()
              ? String.valueOf(wrong.getMessage())
              : "this cannot hold";
      faults.error(path, node.at(), said, "");
      return null;
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(shape.type().getName(), impossible);
    }
  }
}
