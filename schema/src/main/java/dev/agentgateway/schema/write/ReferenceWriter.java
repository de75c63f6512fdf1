package dev.agentgateway.schema.write;

import dev.agentgateway.schema.read.Spans;
import dev.agentgateway.schema.shape.CelRule;
import dev.agentgateway.schema.shape.Checks;
import dev.agentgateway.schema.shape.Component;
import dev.agentgateway.schema.shape.Component.Presence;
import dev.agentgateway.schema.shape.RecordShape;
import dev.agentgateway.schema.shape.Shape;
import dev.agentgateway.schema.shape.Shapes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Writes a kind as a page: one table for each object in it.
public final class ReferenceWriter {

  private final Shapes shapes;
  private final Descriptions descriptions;

  public ReferenceWriter(Shapes shapes, Descriptions descriptions) {
    this.shapes = shapes;
    this.descriptions = descriptions;
  }

  public String write(KindDoc kind) {
    return new Page(kind).write();
  }

  /// A page while it is written. An object that stands in several places has one table, at the
  /// first of them.
  private final class Page {

    private final KindDoc kind;
    private final Map<Class<?>, String> sections = new LinkedHashMap<>();
    private final Deque<RecordShape> waiting = new ArrayDeque<>();
    private final StringBuilder out = new StringBuilder();

    Page(KindDoc kind) {
      this.kind = kind;
    }

    String write() {
      out.append("# ").append(kind.kind()).append("\n\n");
      out.append("<!-- Written from the records of the source; changes here are lost. -->\n\n");
      paragraph(descriptions.of(kind.type()));
      String versions =
          kind.versions().stream()
              .map(version -> "`" + kind.apiVersion(version) + "`")
              .collect(Collectors.joining(", "));
      paragraph(
          "%s · `%s`%s · %s"
              .formatted(
                  versions,
                  kind.plural(),
                  kind.shortNames().stream()
                      .map(name -> ", `" + name + "`")
                      .collect(Collectors.joining()),
                  kind.scope() == KindDoc.Scope.CLUSTER ? "for the cluster" : "in a namespace"));
      RecordShape root = shapes.of(kind.type());
      sections.put(root.type(), "");
      table("", root);
      while (!waiting.isEmpty()) {
        RecordShape next = waiting.removeFirst();
        String path = sections.getOrDefault(next.type(), "");
        out.append("\n## ").append(path).append("\n\n");
        paragraph(descriptions.of(next.type()));
        table(path, next);
      }
      return out.toString();
    }

    private void paragraph(String text) {
      if (!text.isEmpty()) {
        out.append(text).append("\n\n");
      }
    }

    private void table(String path, RecordShape record) {
      out.append("| field | type | default | limits | |\n| --- | --- | --- | --- | --- |\n");
      List<CelRule> rules = new ArrayList<>();
      rows(path, record, rules);
      if (!rules.isEmpty()) {
        out.append('\n');
        rules.forEach(rule -> out.append("- ").append(rule.message()).append('\n'));
      }
    }

    private void rows(String path, RecordShape record, List<CelRule> rules) {
      for (Component component : record.components()) {
        if (component.presence() != Presence.INLINE) {
          row(path, record, component);
          rules.addAll(component.checks().rules());
        } else if (component.shape() instanceof Shape.Struct(RecordShape inner)) {
          rows(path, inner, rules);
        } else if (component.shape() instanceof Shape.Family family) {
          members("", path, family);
        }
      }
      rules.addAll(record.rules());
    }

    private void row(String path, RecordShape record, Component component) {
      String said = descriptions.of(record.type(), component.javaName());
      if (component.presence() == Presence.PLANNED) {
        said = (said + " *Known, not acted on yet.*").strip();
      }
      if (component.presence() == Presence.REQUIRED) {
        said = ("**Required.** " + said).strip();
      }
      line(
          component.name(),
          type(component.shape(), child(path, component.name())),
          component.fallback().map(node -> code(ObjectSchema.plain(node).toString())).orElse(""),
          limits(component.shape(), component.checks()),
          said);
      if (component.shape() instanceof Shape.Family family) {
        members(component.name() + ".", child(path, component.name()), family);
      }
    }

    private void members(String prefix, String path, Shape.Family family) {
      family
          .members()
          .forEach((field, member) ->
              line(
                  prefix + field,
                  struct(member, child(path, field)),
                  "",
                  "",
                  firstSentence(descriptions.of(member.type()))));
      family
          .planned()
          .forEach(field -> line(prefix + field, "any", "", "", "*Known, not acted on yet.*"));
    }

    private void line(String name, String type, String fallback, String limits, String said) {
      out.append(
          "| `%s` | %s | %s | %s | %s |\n"
              .formatted(
                  name, type, fallback, limits, said.replace("\n", " ").replace("|", "\\|")));
    }

    private String type(Shape shape, String path) {
      return switch (shape) {
        case Shape.Flag() -> "boolean";
        case Shape.Whole _ -> "integer";
        case Shape.Decimal() -> "number";
        case Shape.Text() -> "text";
        case Shape.Span() -> "duration";
        case Shape.Moment() -> "time";
        case Shape.WholeOrText() -> "integer or text";
        case Shape.Choice choice ->
            choice.byText().keySet().stream()
                .map(ReferenceWriter::code)
                .collect(Collectors.joining(", "));
        case Shape.Free() -> "any";
        case Shape.Listing(Shape item) -> "list of " + type(item, path + "[]");
        case Shape.Mapping(Shape value) -> "map to " + type(value, path + ".*");
        case Shape.Struct(RecordShape record) -> struct(record, path);
        case Shape.Family _ -> "object";
      };
    }

    private String struct(RecordShape record, String path) {
      if (record.form() == RecordShape.Form.BARE) {
        return type(record.components().getFirst().shape(), path);
      }
      if (sections.putIfAbsent(record.type(), path) == null) {
        waiting.addLast(record);
      }
      return "[object](#%s)".formatted(anchor(sections.getOrDefault(record.type(), path)));
    }
  }

  private static String child(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "");
  }

  private static String code(String text) {
    return text.isEmpty() ? "`\"\"`" : "`" + text.replace("|", "\\|") + "`";
  }

  private static String firstSentence(String text) {
    int end = text.indexOf(". ");
    return end < 0 ? text : text.substring(0, end + 1);
  }

  private static String limits(Shape shape, Checks checks) {
    List<String> limits = new ArrayList<>();
    if (!checks.bounds().equals(Checks.Bounds.NONE)) {
      String unit =
          switch (shape) {
            case Shape.Text() -> " characters";
            case Shape.Listing _ -> " items";
            case Shape.Mapping _ -> " entries";
            case Shape.Flag _, Shape.Whole _, Shape.Decimal _, Shape.Span _, Shape.Moment _ -> "";
            case Shape.WholeOrText _, Shape.Choice _, Shape.Free _ -> "";
            case Shape.Struct _, Shape.Family _ -> "";
          };
      limits.add(checks.bounds() + unit);
    }
    if (!checks.itemBounds().equals(Checks.Bounds.NONE)) {
      limits.add("each " + checks.itemBounds() + " characters");
    }
    checks.pattern().ifPresent(pattern -> limits.add(code(pattern.pattern())));
    if (shape instanceof Shape.Span) {
      limits.add(code(Spans.PATTERN));
    }
    checks
        .unique()
        .ifPresent(fields ->
            limits.add(fields.isEmpty() ? "all differ" : "differ in " + String.join(", ", fields)));
    return String.join("; ", limits);
  }
}
