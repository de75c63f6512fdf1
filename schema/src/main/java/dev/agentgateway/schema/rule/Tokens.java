package dev.agentgateway.schema.rule;

import java.util.ArrayList;
import java.util.List;

/// The words of an expression, read one after another.
final class Tokens {

  /// What a token is.
  enum Kind {
    NAME,
    WHOLE,
    DECIMAL,
    TEXT,
    SIGN,
    END
  }

  record Token(Kind kind, String text) {}

  /// Something beyond the part of CEL that is known here.
  static final class Unknown extends RuntimeException {

    private static final long serialVersionUID = 1;

    Unknown(String what) {
      super(what, null, false, false);
    }
  }

  private static final List<String> LONG_SIGNS = List.of("&&", "||", "==", "!=", "<=", ">=");
  private static final String SHORT_SIGNS = "!<>+-*/%?:()[],.";

  private final List<Token> tokens = new ArrayList<>();
  private int next;

  Tokens(String expression) {
    int at = 0;
    while (at < expression.length()) {
      at = token(expression, at);
    }
    tokens.add(new Token(Kind.END, ""));
  }

  Token peek() {
    return tokens.get(next);
  }

  Token take() {
    return tokens.get(next++);
  }

  /// Takes the next token if it is this sign, or this name.
  boolean takes(String text) {
    Kind kind = peek().kind();
    if ((kind == Kind.SIGN || kind == Kind.NAME) && peek().text().equals(text)) {
      next++;
      return true;
    }
    return false;
  }

  void expect(String text) {
    if (!takes(text)) {
      throw new Unknown(peek().text());
    }
  }

  String name() {
    Token token = take();
    if (token.kind() != Kind.NAME) {
      throw new Unknown(token.text());
    }
    return token.text();
  }

  private int token(String text, int at) {
    char first = text.charAt(at);
    if (Character.isWhitespace(first)) {
      return at + 1;
    }
    if (first == '"' || first == '\'') {
      return text(text, at);
    }
    if (isDigit(first)) {
      return number(text, at);
    }
    if (isNameStart(first)) {
      int end = at;
      while (end < text.length() && (isNameStart(text.charAt(end)) || isDigit(text.charAt(end)))) {
        end++;
      }
      if (end < text.length() && (text.charAt(end) == '"' || text.charAt(end) == '\'')) {
        throw new Unknown("a raw text or bytes");
      }
      return add(Kind.NAME, text.substring(at, end), end);
    }
    for (String sign : LONG_SIGNS) {
      if (text.startsWith(sign, at)) {
        return add(Kind.SIGN, sign, at + 2);
      }
    }
    if (SHORT_SIGNS.indexOf(first) >= 0) {
      return add(Kind.SIGN, String.valueOf(first), at + 1);
    }
    throw new Unknown(String.valueOf(first));
  }

  private int number(String text, int at) {
    int end = at;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    boolean decimal =
        end + 1 < text.length() && text.charAt(end) == '.' && isDigit(text.charAt(end + 1));
    if (decimal) {
      end++;
      while (end < text.length() && isDigit(text.charAt(end))) {
        end++;
      }
    }
    if (end < text.length() && isNameStart(text.charAt(end))) {
      throw new Unknown("a number of another form");
    }
    return add(decimal ? Kind.DECIMAL : Kind.WHOLE, text.substring(at, end), end);
  }

  private int text(String text, int at) {
    char quote = text.charAt(at);
    if (text.startsWith(String.valueOf(quote).repeat(3), at)) {
      throw new Unknown("a text in three quotes");
    }
    StringBuilder value = new StringBuilder();
    int end = at + 1;
    while (end < text.length() && text.charAt(end) != quote) {
      char c = text.charAt(end);
      if (c == '\\') {
        end++;
        int known = end < text.length() ? "\\\"'nrt".indexOf(text.charAt(end)) : -1;
        if (known < 0) {
          throw new Unknown("an escape");
        }
        c = "\\\"'\n\r\t".charAt(known);
      }
      value.append(c);
      end++;
    }
    if (end == text.length()) {
      throw new Unknown("a text without an end");
    }
    return add(Kind.TEXT, value.toString(), end + 1);
  }

  private int add(Kind kind, String text, int end) {
    tokens.add(new Token(kind, text));
    return end;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isNameStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }
}
