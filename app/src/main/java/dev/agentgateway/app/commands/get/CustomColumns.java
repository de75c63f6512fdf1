package dev.agentgateway.app.commands.get;

import dev.agentgateway.app.client.Columns;
import dev.agentgateway.app.client.ObjectText;
import dev.agentgateway.app.client.jsonpath.JsonPath;
import dev.agentgateway.app.client.jsonpath.PathException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Columns that the user names, each with the path of what stands in it: `NAME:.metadata.name`.
record CustomColumns(List<String> titles, List<JsonPath> paths) {

  private static final String NOTHING = "<none>";

  CustomColumns {
    titles = List.copyOf(titles);
    paths = List.copyOf(paths);
  }

  static CustomColumns parse(String written) throws PathException {
    List<String> titles = new ArrayList<>();
    List<JsonPath> paths = new ArrayList<>();
    for (String column : written.split(",", -1)) {
      int colon = column.indexOf(':');
      if (colon < 0 || colon == column.length() - 1) {
        throw new PathException(
            "unexpected custom-columns spec: %s, expected <header>:<json-path-expr>"
                .formatted(column));
      }
      titles.add(column.substring(0, colon));
      paths.add(JsonPath.parse(column.substring(colon + 1)));
    }
    return new CustomColumns(titles, paths);
  }

  String table(List<? extends JsonNode> objects, boolean withHead) throws PathException {
    List<List<String>> rows = new ArrayList<>();
    if (withHead) {
      rows.add(titles);
    }
    for (JsonNode object : objects) {
      List<String> cells = new ArrayList<>();
      for (JsonPath path : paths) {
        List<String> values =
            path.select(object).stream()
                .map(value -> value.isNull() ? NOTHING : cell(value))
                .toList();
        cells.add(values.isEmpty() ? NOTHING : String.join(",", values));
      }
      rows.add(cells);
    }
    return Columns.table(rows, new int[titles.size()]);
  }

  /// As kubectl has it: `[a b]`, `map[name:value]`.
  private static String cell(JsonNode value) {
    if (value.isArray()) {
      return value
          .valueStream()
          .map(CustomColumns::cell)
          .collect(Collectors.joining(" ", "[", "]"));
    }
    return value.isObject()
        ? ObjectText.sorted(value).properties().stream()
            .map(each -> each.getKey() + ":" + cell(each.getValue()))
            .collect(Collectors.joining(" ", "map[", "]"))
        : JsonPath.text(value);
  }
}
