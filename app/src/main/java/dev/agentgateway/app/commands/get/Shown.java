package dev.agentgateway.app.commands.get;

import dev.agentgateway.app.client.Fetch;
import dev.agentgateway.app.client.Kind;
import dev.agentgateway.app.client.ObjectFormat;
import dev.agentgateway.app.client.ObjectText;
import dev.agentgateway.app.client.Refused;
import dev.agentgateway.app.client.Remote;
import dev.agentgateway.app.client.TableText;
import dev.agentgateway.app.client.Targets;
import dev.agentgateway.app.client.jsonpath.PathException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Objects as they are now.
record Shown(
    Remote server,
    Fetch fetch,
    Output output,
    TableText.Look look,
    boolean isOwnerShown,
    boolean isMissingFine,
    PrintWriter out,
    PrintWriter err) {

  int run(List<Targets> targets) throws Refused {
    return output.isTable() ? tables(targets) : objects(targets);
  }

  private int tables(List<Targets> targets) throws Refused {
    TableText text = new TableText(look, out);
    boolean isEmpty = true;
    List<String> failures = new ArrayList<>();
    for (Targets each : targets) {
      List<JsonNode> tables = new ArrayList<>();
      if (each.names().isEmpty()) {
        tables.addAll(fetch.pages(each.kind(), server, TableText.ACCEPT));
      } else {
        for (String name : each.names()) {
          one(each.kind(), name, TableText.ACCEPT, tables, failures);
        }
      }
      isEmpty &= tables.stream().allMatch(table -> table.path("rows").isEmpty());
      text.print(each.kind(), tables);
    }
    if (isEmpty && failures.isEmpty() && !isMissingFine) {
      boolean isNamespaced = targets.stream().anyMatch(each -> each.kind().served().isNamespaced());
      err.println(
          isNamespaced && !fetch.isEverywhere()
              ? "No resources found in " + server.namespace() + " namespace."
              : "No resources found");
    }
    return end(failures);
  }

  private int objects(List<Targets> targets) throws Refused {
    List<JsonNode> objects = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    for (Targets each : targets) {
      if (each.names().isEmpty()) {
        objects.addAll(fetch.objects(each.kind(), server));
      } else {
        for (String name : each.names()) {
          one(each.kind(), name, "application/json", objects, failures);
        }
      }
    }
    boolean isOne =
        targets.size() == 1 && targets.getFirst().names().size() == 1 && objects.size() == 1;
    if (output.format() == ObjectFormat.NAME) {
      targets.stream()
          .map(Targets::kind)
          .distinct()
          .forEach(kind -> objectsOf(kind, objects).forEach(object -> printName(kind, object)));
    } else if (output.columns() != null && (!objects.isEmpty() || failures.isEmpty())) {
      print(output.columns(), objects, look.withHead());
    } else if (!objects.isEmpty() || failures.isEmpty()) {
      List<ObjectNode> shown = objects.stream().map(this::shown).toList();
      write(isOne ? shown.getFirst() : ObjectText.list(shown));
    }
    return end(failures);
  }

  private static Stream<JsonNode> objectsOf(Kind kind, List<JsonNode> objects) {
    return objects.stream()
        .filter(object ->
            object.path("kind").asString("").equals(kind.served().kind())
                && object.path("apiVersion").asString("").equals(kind.served().apiVersion()));
  }

  private void one(
      Kind kind, String name, String accept, List<JsonNode> found, List<String> failures)
      throws Refused {
    if (fetch.isEverywhere() && kind.served().isNamespaced()) {
      throw Refused.error("a resource cannot be retrieved by name across all namespaces");
    }
    try {
      found.add(server.read(kind.served().path(server.namespace(), name), accept));
    } catch (Refused missing) {
      if (!missing.isMissing()) {
        throw missing;
      }
      if (!isMissingFine) {
        failures.add(missing.words());
      }
    }
  }

  private int end(List<String> failures) {
    failures.forEach(err::println);
    return failures.isEmpty() ? 0 : 1;
  }

  private ObjectNode shown(JsonNode object) {
    return isOwnerShown ? (ObjectNode) object : ObjectText.withoutOwners(object);
  }

  /// One object, as it comes.
  void print(Kind kind, JsonNode object) throws Refused {
    if (output.format() == ObjectFormat.NAME) {
      printName(kind, object);
    } else if (output.columns() != null) {
      print(output.columns(), List.of(object), false);
    } else {
      if (output.format() == ObjectFormat.YAML) {
        out.println("---");
      }
      write(shown(object));
    }
    out.flush();
  }

  private void printName(Kind kind, JsonNode object) {
    out.println(kind.label() + "/" + object.path("metadata").path("name").asString(""));
  }

  private void print(CustomColumns columns, List<JsonNode> objects, boolean withHead)
      throws Refused {
    try {
      out.print(columns.table(objects, withHead));
      out.flush();
    } catch (PathException e) {
      throw Refused.error(e.words());
    }
  }

  private void write(JsonNode tree) throws Refused {
    try {
      out.print(
          output.template() != null
              ? output.template().render(tree)
              : output.format() == ObjectFormat.YAML
                  ? ObjectText.yaml(tree)
                  : ObjectText.json(tree));
      out.flush();
    } catch (PathException e) {
      throw Refused.error("error executing jsonpath: " + e.words());
    }
  }
}
