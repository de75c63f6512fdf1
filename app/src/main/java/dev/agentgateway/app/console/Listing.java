package dev.agentgateway.app.console;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Rows with named columns, written as a table, or as JSON or YAML with the columns as keys.
public final class Listing {

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final List<String> columns;
  private final List<Map<String, Object>> rows = new ArrayList<>();

  private Listing(List<String> columns) {
    this.columns = columns;
  }

  public static Listing of(String... columns) {
    return new Listing(List.of(columns));
  }

  /// Adds a row: texts, numbers or booleans, one for each column.
  public Listing row(Object... values) {
    if (values.length != columns.size()) {
      throw new IllegalArgumentException(
          "%d values (expected: %d)".formatted(values.length, columns.size()));
    }
    Map<String, Object> row = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      row.put(columns.get(i), values[i]);
    }
    rows.add(row);
    return this;
  }

  public boolean isEmpty() {
    return rows.isEmpty();
  }

  public void print(ListFormat format, PrintWriter out) {
    switch (format) {
      case TABLE -> table(out);
      case JSON -> out.println(JSON.writeValueAsString(rows));
      case YAML -> out.print(Yaml.of(JSON.valueToTree(rows)));
    }
    out.flush();
  }

  private void table(PrintWriter out) {
    List<List<String>> cells = new ArrayList<>();
    cells.add(columns.stream().map(column -> column.toUpperCase(Locale.ROOT)).toList());
    for (Map<String, Object> row : rows) {
      cells.add(row.values().stream().map(Listing::cell).toList());
    }
    int[] widths = new int[columns.size()];
    for (List<String> line : cells) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    for (List<String> line : cells) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String cell = line.get(i);
        text.append(cell).append(" ".repeat(widths[i] - cell.length() + 3));
      }
      out.println(text.toString().stripTrailing());
    }
  }

  private static String cell(Object value) {
    String text = value.toString().replaceAll("\\p{Cntrl}", " ");
    return text.isEmpty() ? "-" : text;
  }
}
