package dev.agentgateway.config.sources;

import java.util.ArrayList;
import java.util.List;

/// A part of a stream that holds one document, seldom more.
///
/// @param line the stream's line with which it begins, from 1
record Piece(int line, String text) {

  /// Cuts before each line that begins with `---`. In YAML such a line ends a document wherever it
  /// stands, in block texts too.
  static List<Piece> cut(String text) {
    List<Piece> pieces = new ArrayList<>();
    int begin = 0;
    int beginLine = 1;
    int line = 1;
    boolean onlyPreamble = true;
    int at = 0;
    while (at < text.length()) {
      int end = text.indexOf('\n', at);
      int next = end < 0 ? text.length() : end + 1;
      boolean separator = isSeparator(text, at);
      if (separator && at > begin && !onlyPreamble) {
        pieces.add(new Piece(beginLine, text.substring(begin, at)));
        begin = at;
        beginLine = line;
        onlyPreamble = false;
      } else {
        onlyPreamble &= !separator && isPreamble(text, at, next);
      }
      at = next;
      line++;
    }
    pieces.add(new Piece(beginLine, text.substring(begin)));
    return pieces;
  }

  private static boolean isSeparator(String text, int at) {
    if (!text.startsWith("---", at)) {
      return false;
    }
    return at + 3 == text.length() || " \t\r\n".indexOf(text.charAt(at + 3)) >= 0;
  }

  /// Directives, comments and empty lines belong to the document that follows.
  private static boolean isPreamble(String text, int at, int next) {
    char first = text.charAt(at);
    return first == '%' || first == '#' || text.substring(at, next).isBlank();
  }
}
