package dev.agentgateway.llm.json;

/// Follows an object that comes in pieces, to see where it ends.
public final class ArgumentDepth {

  private int depth;
  private boolean isInText;
  private boolean isEscaped;
  private boolean isWhole;

  /// Takes a piece. Returns how much of it belongs to the object when that ends in it, else -1.
  public int on(String piece) {
    for (int i = 0; i < piece.length() && !isWhole; i++) {
      char c = piece.charAt(i);
      if (isInText) {
        inText(c);
      } else if (c == '"') {
        isInText = true;
      } else if (c == '{' || c == '[') {
        depth++;
      } else if ((c == '}' || c == ']') && --depth <= 0) {
        isWhole = true;
        return i + 1;
      }
    }
    return -1;
  }

  /// Whether the object has ended.
  public boolean isWhole() {
    return isWhole;
  }

  private void inText(char c) {
    if (isEscaped) {
      isEscaped = false;
    } else if (c == '\\') {
      isEscaped = true;
    } else if (c == '"') {
      isInText = false;
    }
  }
}
