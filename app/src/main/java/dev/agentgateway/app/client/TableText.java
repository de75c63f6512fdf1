package dev.agentgateway.app.client;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// Tables as an API server makes them, written for people. Those of several kinds stand below one
/// another, each with its head.
public final class TableText {

  public static final String ACCEPT =
      "application/json;as=Table;v=v1;g=meta.k8s.io,application/json";

  /// What is shown.
  ///
  /// @param withKind before the name, where there are several kinds
  public record Look(
      boolean isWide,
      boolean withHead,
      boolean withNamespace,
      boolean withKind,
      boolean withLabels) {}

  private final Look look;
  private final PrintWriter out;
  private List<JsonNode> columns = List.of();
  private String head = "";
  private int[] widths = new int[0];

  public TableText(Look look, PrintWriter out) {
    this.look = look;
    this.out = out;
  }

  /// Prints the rows of one or more tables of a kind as one.
  public void print(Kind kind, List<JsonNode> tables) {
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode table : tables) {
      if (table.path("columnDefinitions").isArray()) {
        columns = columns(table);
      }
      table.path("rows").forEach(row -> rows.add(cells(kind, row)));
    }
    if (rows.isEmpty()) {
      return;
    }
    List<String> titles = titles();
    String asked = kind.label() + titles;
    if (!asked.equals(head)) {
      if (!head.isEmpty()) {
        out.println();
      }
      head = asked;
      widths = new int[titles.size()];
      if (look.withHead()) {
        rows.addFirst(titles);
      }
    }
    out.print(Columns.table(rows, widths));
    out.flush();
  }

  private List<JsonNode> columns(JsonNode table) {
    return table.path("columnDefinitions").valueStream().toList();
  }

  private boolean isShown(JsonNode column) {
    return look.isWide() || column.path("priority").asInt(0) == 0;
  }

  private List<String> titles() {
    List<String> titles = new ArrayList<>();
    if (look.withNamespace()) {
      titles.add("NAMESPACE");
    }
    for (JsonNode column : columns) {
      if (isShown(column)) {
        titles.add(column.path("name").asString("").toUpperCase(Locale.ROOT));
      }
    }
    if (look.withLabels()) {
      titles.add("LABELS");
    }
    return titles;
  }

  private List<String> cells(Kind kind, JsonNode row) {
    List<String> cells = new ArrayList<>();
    JsonNode metadata = row.path("object").path("metadata");
    if (look.withNamespace()) {
      cells.add(metadata.path("namespace").asString(""));
    }
    boolean isFirst = true;
    for (int i = 0; i < columns.size(); i++) {
      if (isShown(columns.get(i))) {
        String cell = cell(row.path("cells").path(i));
        cells.add(isFirst && look.withKind() ? kind.label() + "/" + cell : cell);
        isFirst = false;
      }
    }
    if (look.withLabels()) {
      cells.add(labels(metadata.path("labels")));
    }
    return cells;
  }

  private static String cell(JsonNode value) {
    if (value.isNull() || value.isMissingNode()) {
      return "";
    }
    String text = value.isString() ? value.asString() : value.toString();
    int line = text.indexOf('\n');
    return line < 0 ? text : text.substring(0, line) + "...";
  }

  private static String labels(JsonNode labels) {
    Map<String, String> sorted = new TreeMap<>();
    labels.properties().forEach(each -> sorted.put(each.getKey(), each.getValue().asString("")));
    return sorted.isEmpty()
        ? "<none>"
        : String.join(
            ",", sorted.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList());
  }
}
