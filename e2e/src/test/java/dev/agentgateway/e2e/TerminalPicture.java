package dev.agentgateway.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What stood on a terminal, as a picture: the same lines are always the same bytes.
final class TerminalPicture {

  private static final int COLUMNS = 104;
  private static final double COLUMN_WIDTH = 8.4;
  private static final int LINE_HEIGHT = 20;
  private static final int MARGIN = 20;
  private static final int BAR_HEIGHT = 36;

  private static final Pattern WORDS =
      Pattern.compile("http://[^ '<]+|fake-[a-z]+|&quot;content&quot;:&quot;[^&]*&quot;");

  private final List<String> lines = new ArrayList<>();

  /// A command that somebody typed, broken where its line ends with a backslash.
  TerminalPicture typed(String command) {
    boolean isFirst = true;
    for (String line : command.split("\n", -1)) {
      String prompt = isFirst ? "<tspan class=\"prompt\">$</tspan> " : "  ";
      lines.add(prompt + "<tspan class=\"command\">" + escaped(line.strip()) + "</tspan>");
      isFirst = false;
    }
    return this;
  }

  /// Lines that a program wrote; what is wider than the terminal goes on below.
  TerminalPicture said(String text) {
    for (String line : text.strip().split("\n", -1)) {
      for (int at = 0; at < line.length(); at += COLUMNS) {
        String row = line.substring(at, Math.min(line.length(), at + COLUMNS));
        String marked = WORDS.matcher(escaped(row)).replaceAll("<tspan class=\"word\">$0</tspan>");
        lines.add(
            line.startsWith("data:") ? "<tspan class=\"faint\">" + marked + "</tspan>" : marked);
      }
    }
    return this;
  }

  TerminalPicture blank() {
    lines.add("");
    return this;
  }

  /// @param title for those who cannot see it
  String svg(String title) {
    StringBuilder texts = new StringBuilder();
    int baseline = BAR_HEIGHT + LINE_HEIGHT;
    for (String line : lines) {
      if (!line.isEmpty()) {
        texts.append("<text x=\"%d\" y=\"%d\">%s</text>\n".formatted(MARGIN, baseline, line));
      }
      baseline += LINE_HEIGHT;
    }
    int width = (int) (COLUMNS * COLUMN_WIDTH) + 2 * MARGIN;
    return """
    <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" role="img" aria-label="%3$s">
    <style>
      text { font: 14px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; fill: #d7dae0; white-space: pre }
      .prompt { fill: #7ec87e } .command { fill: #ffffff } .word { fill: #7fb4ff } .faint { fill: #8b919c }
    </style>
    <rect width="%1$d" height="%2$d" rx="10" fill="#1b1e24"/>
    <circle cx="22" cy="18" r="6" fill="#ff5f57"/><circle cx="42" cy="18" r="6" fill="#febc2e"/><circle cx="62" cy="18" r="6" fill="#28c840"/>
    %4$s</svg>
    """
        .formatted(width, baseline, escaped(title), texts);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
