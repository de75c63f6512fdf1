package dev.agentgateway.app.client;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Lines whose cells stand in columns, written as kubectl writes them: a column is as wide as the
/// widest of the cells that follow one another in it, and the last cell of a line is in none.
public final class Columns {

  private static final int GAP = 3;
  private static final int WIDTH_MIN = 6;

  private Columns() {}

  /// Rows of a table.
  ///
  /// @param widths what they were before, so that rows that come later stand below earlier ones
  public static String table(List<List<String>> rows, int[] widths) {
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      for (int i = 0; i < row.size() - 1; i++) {
        widths[i] = Math.max(widths[i], Math.max(WIDTH_MIN, length(row.get(i)) + GAP));
      }
    }
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        text.append(row.get(i));
        if (i < row.size() - 1) {
          text.append(" ".repeat(widths[i] - length(row.get(i))));
        }
      }
      text.append('\n');
    }
    return text.toString();
  }

  /// Lines whose cells are divided by tabs, aligned block by block.
  public static String aligned(String text, int gap) {
    List<List<String>> lines = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      lines.add(Arrays.asList(line.split("\t", -1)));
    }
    List<int[]> widths = new ArrayList<>();
    lines.forEach(line -> widths.add(new int[line.size()]));
    int columns = lines.stream().mapToInt(List::size).max().orElse(0);
    for (int column = 0; column < columns; column++) {
      int begin = 0;
      while (begin < lines.size()) {
        int end = begin;
        int width = 0;
        while (end < lines.size() && column < lines.get(end).size() - 1) {
          width = Math.max(width, length(lines.get(end).get(column)) + gap);
          end++;
        }
        for (int i = begin; i < end; i++) {
          widths.get(i)[column] = width;
        }
        begin = Math.max(end, begin + 1);
      }
    }
    StringBuilder aligned = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      List<String> line = lines.get(i);
      for (int column = 0; column < line.size(); column++) {
        String cell = line.get(column);
        aligned.append(cell);
        aligned.append(" ".repeat(Math.max(0, widths.get(i)[column] - length(cell))));
      }
      if (i < lines.size() - 1) {
        aligned.append('\n');
      }
    }
    return aligned.toString();
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
