package dev.agentgateway.llm.fake.chat;

import java.util.ArrayList;
import java.util.List;

/// The tokens of the fake models: a word with the white space before it, or sixteen characters.
public final class FakeTokens {

  private static final int LENGTH_MAX = 16;

  private FakeTokens() {}

  /// Pieces that make up the text. None is cut inside a character.
  public static List<String> pieces(String text) {
    List<String> pieces = new ArrayList<>();
    int start = 0;
    boolean hasWord = false;
    int at = 0;
    while (at < text.length()) {
      int codePoint = text.codePointAt(at);
      boolean isSpace = Character.isWhitespace(codePoint);
      if ((isSpace && hasWord) || at - start >= LENGTH_MAX) {
        pieces.add(text.substring(start, at));
        start = at;
        hasWord = false;
      }
      hasWord |= !isSpace;
      at += Character.charCount(codePoint);
    }
    if (start < text.length()) {
      pieces.add(text.substring(start));
    }
    return pieces;
  }

  public static long count(String text) {
    return pieces(text).size();
  }

  /// The beginning of a text that has at most so many tokens.
  public static String first(String text, long tokens) {
    List<String> pieces = pieces(text);
    return pieces.size() <= tokens
        ? text
        : String.join("", pieces.subList(0, (int) Math.max(0, tokens)));
  }
}
