package dev.agentgateway.config.sources;

import dev.agentgateway.schema.Fault;
import dev.agentgateway.schema.Fault.Severity;
import dev.agentgateway.schema.Node;
import dev.agentgateway.schema.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlVersionException;

/// Makes trees of the events of a YAML parser.
///
/// Aliases and merge keys (`<<`) are followed. Every node counts as often as it is referred to, so
/// that a document cannot be small when written and huge when read.
final class YamlTree {

  static final int DEPTH_MAX = 100;

  /// Of one document, aliases followed.
  static final int NODES_MAX = 500_000;

  private static final String MERGE = "<<";

  private final String source;
  private final Piece piece;
  private final YamlScalars scalars;
  private final List<Fault> faults = new ArrayList<>();
  private final Map<Anchor, Anchored> anchors = new HashMap<>();
  private Iterator<Event> events = java.util.Collections.emptyIterator();
  private int nodes;

  YamlTree(String source, Piece piece) {
    this.source = source;
    this.piece = piece;
    this.scalars = new YamlScalars(faults);
  }

  List<Fault> faults() {
    return faults;
  }

  /// The roots of those documents that are whole.
  List<Node> read() {
    List<Node> roots = new ArrayList<>();
    try {
      events =
          new Parse(LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build())
              .parseString(piece.text())
              .iterator();
      while (events.hasNext()) {
        if (events.next().getEventId() == Event.ID.DocumentStart) {
          anchors.clear();
          nodes = 0;
          int before = errors();
          Node root = node(events.next(), "", 0);
          if (errors() == before) {
            roots.add(root);
          }
        }
      }
    } catch (Broken broken) {
      faults.add(broken.fault);
    } catch (MarkedYamlEngineException syntax) {
      faults.add(Syntax.fault(Syntax.mark(syntax).map(this::at).orElse(begin()), syntax));
    } catch (ReaderException character) {
      faults.add(Syntax.fault(at(character.getPosition()), character));
    } catch (YamlVersionException version) {
      faults.add(error("", begin(), "a version of YAML that is not known (expected: 1.1 or 1.2)"));
    } catch (YamlEngineException other) {
      faults.add(new Fault(Severity.ERROR, "", begin(), "not YAML", ""));
    }
    return roots;
  }

  private Node node(Event event, String path, int depth) {
    Position at = event.getStartMark().map(this::at).orElse(begin());
    if (depth > DEPTH_MAX) {
      throw new Broken(
          error(path, at, "nested deeper than %d levels (expected: fewer)".formatted(DEPTH_MAX)));
    }
    int before = count(1, at, path);
    Node node =
        switch (event) {
          case ScalarEvent scalar -> scalars.node(scalar, at, path);
          case AliasEvent alias -> aliased(alias, at, path);
          case SequenceStartEvent _ -> items(at, path, depth);
          case MappingStartEvent _ -> fields(at, path, depth);
          default -> throw new Broken(error(path, at, "not YAML"));
        };
    Optional<Anchor> anchor =
        event instanceof org.snakeyaml.engine.v2.events.NodeEvent it
                && !(event instanceof AliasEvent)
            ? it.getAnchor()
            : Optional.empty();
    anchor.ifPresent(name -> anchors.put(name, new Anchored(node, nodes - before)));
    return node;
  }

  private Node aliased(AliasEvent alias, Position at, String path) {
    Anchored anchored = anchors.get(alias.getAlias());
    if (anchored == null) {
      throw new Broken(
          error(
              path,
              at,
              "*%s (expected: an anchor &%s before it)"
                  .formatted(alias.getAlias().getValue(), alias.getAlias().getValue())));
    }
    count(anchored.nodes(), at, path);
    return anchored.node();
  }

  private Node.Items items(Position at, String path, int depth) {
    List<Node> items = new ArrayList<>();
    for (Event event = events.next();
        event.getEventId() != Event.ID.SequenceEnd;
        event = events.next()) {
      items.add(node(event, path + "[" + items.size() + "]", depth + 1));
    }
    return new Node.Items(at, items);
  }

  private Node.Fields fields(Position at, String path, int depth) {
    Map<String, Node.Field> fields = new LinkedHashMap<>();
    List<Node> merged = new ArrayList<>();
    for (Event event = events.next();
        event.getEventId() != Event.ID.MappingEnd;
        event = events.next()) {
      Position keyAt = event.getStartMark().map(this::at).orElse(at);
      if (event instanceof ScalarEvent key && key.isPlain() && key.getValue().equals(MERGE)) {
        merged.add(node(events.next(), path, depth + 1));
        continue;
      }
      String name = key(event, keyAt, path, depth);
      String child = path.isEmpty() ? name : path + "." + name;
      Node value = node(events.next(), child, depth + 1);
      Node.Field first = fields.putIfAbsent(name, new Node.Field(name, keyAt, value));
      if (first != null) {
        String message =
            "%s is written twice, first in line %d (expected: once)"
                .formatted(name, first.at().line());
        faults.add(error(child, keyAt, message));
      }
    }
    merged.forEach(node -> merge(node, fields, path));
    return new Node.Fields(at, List.copyOf(fields.values()));
  }

  private String key(Event event, Position at, String path, int depth) {
    Node key = node(event, path, depth + 1);
    String name = scalars.key(key);
    if (name == null) {
      throw new Broken(
          new Fault(
              Severity.ERROR,
              path,
              at,
              "a field's name that is no text (expected: a text)",
              "put it in quotes; a template must be rendered first"));
    }
    return name;
  }

  /// What is written in the mapping itself counts more than what is merged into it; of several
  /// merged, the first.
  private void merge(Node node, Map<String, Node.Field> fields, String path) {
    switch (node) {
      case Node.Fields from ->
          from.fields().forEach(field -> fields.putIfAbsent(field.name(), field));
      case Node.Items several -> several.items().forEach(each -> merge(each, fields, path));
      case Node.Null _, Node.Bool _, Node.Num _, Node.Text _ ->
          faults.add(error(path, node.at(), "<< of a value (expected: of an object)"));
    }
  }

  private int count(int more, Position at, String path) {
    int before = nodes;
    nodes += more;
    if (nodes > NODES_MAX) {
      throw new Broken(
          error(
              path,
              at,
              "more than %d values, aliases followed (expected: fewer)".formatted(NODES_MAX)));
    }
    return before;
  }

  private int errors() {
    return (int) faults.stream().filter(it -> it.severity() == Severity.ERROR).count();
  }

  private Position begin() {
    return new Position(source, piece.line(), 1);
  }

  private Position at(Mark mark) {
    return new Position(source, piece.line() + mark.getLine(), mark.getColumn() + 1);
  }

  private Position at(int codePoint) {
    String before = piece.text().substring(0, piece.text().offsetByCodePoints(0, codePoint));
    int line = (int) before.chars().filter(c -> c == '\n').count();
    int column = before.length() - before.lastIndexOf('\n');
    return new Position(source, piece.line() + line, column);
  }

  private static Fault error(String path, Position at, String message) {
    return new Fault(Severity.ERROR, path, at, message, "");
  }

  /// @param nodes how many it holds, itself among them
  private record Anchored(Node node, int nodes) {}

  /// A document that cannot be read on.
  private static final class Broken extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Fault fault;

    Broken(Fault fault) {
      super(fault.message(), null, false, false);
      this.fault = fault;
    }
  }
}
