package dev.agentgateway.app.client.jsonpath;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Reads paths, and what stands between the braces of a template.
final class PathReader {

  private static final String ENDS = " .,[]$@{}()=!<>";

  private final String text;
  private int at;

  PathReader(String text) {
    this.text = text;
  }

  boolean isAtEnd() {
    return at >= text.length();
  }

  /// Takes a word that stands here, if it does.
  boolean takes(String word) {
    if (!text.startsWith(word, at)) {
      return false;
    }
    at += word.length();
    return true;
  }

  void skipBlanks() {
    while (!isAtEnd() && text.charAt(at) == ' ') {
      at++;
    }
  }

  void expectEnd() throws PathException {
    skipBlanks();
    if (!isAtEnd()) {
      throw unexpected();
    }
  }

  /// A path or a constant.
  JsonPath path() throws PathException {
    skipBlanks();
    JsonNode constant = constant();
    if (constant != null) {
      return new JsonPath(List.of(), constant);
    }
    List<Step> steps = new ArrayList<>();
    boolean isBegun = takes("$") || takes("@");
    while (!isAtEnd()) {
      if (takes("..")) {
        steps.add(new Step.Deep());
        if (!isAtEnd() && text.charAt(at) != '[') {
          steps.add(field());
        }
      } else if (takes(".")) {
        if (!isAtEnd() && text.charAt(at) != '[' && ENDS.indexOf(text.charAt(at)) < 0) {
          steps.add(field());
        }
      } else if (takes("[")) {
        steps.add(bracket());
      } else {
        break;
      }
      isBegun = true;
    }
    if (!isBegun) {
      throw isAtEnd() ? new PathException("unclosed action") : unexpected();
    }
    return new JsonPath(steps, null);
  }

  private PathException unexpected() {
    return new PathException(
        "unrecognized character in action: U+%04X '%c'"
            .formatted((int) text.charAt(at), text.charAt(at)));
  }

  private @Nullable JsonNode constant() throws PathException {
    if (isAtEnd()) {
      return null;
    }
    char first = text.charAt(at);
    if (first == '"' || first == '\'') {
      at++;
      return JsonNodeFactory.instance.stringNode(quoted(first));
    }
    if (takes("true")) {
      return JsonNodeFactory.instance.booleanNode(true);
    }
    if (takes("false")) {
      return JsonNodeFactory.instance.booleanNode(false);
    }
    if (first == '-' || first == '+' || Character.isDigit(first)) {
      int start = at++;
      while (!isAtEnd() && "0123456789.eE+-".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
      return number(text.substring(start, at));
    }
    return null;
  }

  private static JsonNode number(String written) throws PathException {
    try {
      return JsonNodeFactory.instance.numberNode(new BigDecimal(written));
    } catch (NumberFormatException e) {
      throw new PathException("cannot parse number " + written);
    }
  }

  private String quoted(char quote) throws PathException {
    StringBuilder taken = new StringBuilder();
    while (!isAtEnd()) {
      char next = text.charAt(at++);
      if (next == quote) {
        return taken.toString();
      }
      taken.append(next == '\\' && !isAtEnd() ? escaped(text.charAt(at++)) : next);
    }
    throw new PathException("unterminated quoted string");
  }

  private static char escaped(char letter) {
    return switch (letter) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      default -> letter;
    };
  }

  private Step field() {
    StringBuilder name = new StringBuilder();
    while (!isAtEnd() && ENDS.indexOf(text.charAt(at)) < 0) {
      char next = text.charAt(at++);
      name.append(next == '\\' && !isAtEnd() ? text.charAt(at++) : next);
    }
    return name.toString().equals("*") ? new Step.Every() : new Step.Field(name.toString());
  }

  private Step bracket() throws PathException {
    if (takes("?(")) {
      Step filter = new Step.Filter(comparison());
      skipBlanks();
      if (!takes(")]")) {
        throw new PathException("unterminated filter");
      }
      return filter;
    }
    List<Step> steps = new ArrayList<>();
    do {
      skipBlanks();
      steps.add(element());
      skipBlanks();
    } while (takes(","));
    if (!takes("]")) {
      throw new PathException("unterminated array");
    }
    return steps.size() == 1 ? steps.getFirst() : new Step.Union(steps);
  }

  private Comparison comparison() throws PathException {
    JsonPath left = path();
    skipBlanks();
    for (String operator : Comparison.OPERATORS) {
      if (takes(operator)) {
        return new Comparison(left, operator, path());
      }
    }
    return new Comparison(left, "", left);
  }

  private Step element() throws PathException {
    if (takes("'")) {
      return new Step.Field(quoted('\''));
    }
    if (takes("\"")) {
      return new Step.Field(quoted('"'));
    }
    if (takes("*")) {
      return new Step.Slice(0, null, 1);
    }
    Integer first = integer();
    if (!takes(":")) {
      if (first == null) {
        throw new PathException("invalid array index " + rest());
      }
      return new Step.Index(first);
    }
    Integer end = integer();
    Integer step = takes(":") ? integer() : null;
    if (step != null && step <= 0) {
      throw new PathException("step must be > 0");
    }
    return new Step.Slice(first == null ? 0 : first, end, step == null ? 1 : step);
  }

  private @Nullable Integer integer() throws PathException {
    int start = at;
    if (!isAtEnd() && text.charAt(at) == '-') {
      at++;
    }
    while (!isAtEnd() && Character.isDigit(text.charAt(at))) {
      at++;
    }
    if (start == at) {
      return null;
    }
    try {
      return Integer.valueOf(text.substring(start, at));
    } catch (NumberFormatException e) {
      throw new PathException("invalid array index " + text.substring(start));
    }
  }

  private String rest() {
    return text.substring(at);
  }
}
