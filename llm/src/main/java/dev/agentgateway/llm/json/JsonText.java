package dev.agentgateway.llm.json;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.llm.bytes.GrowingBytes;

/// A text as a JSON string, for where one is written for each event of a stream.
public final class JsonText {

  private JsonText() {}

  /// With its quotes, in UTF-8; only what must be escaped is.
  public static byte[] quoted(String text) {
    if (hasHalf(text)) {
      return JsonBytes.quoted(text).getBytes(UTF_8);
    }
    byte[] plain = text.getBytes(UTF_8);
    GrowingBytes out = new GrowingBytes(plain.length + 16);
    out.write('"');
    int start = 0;
    for (int i = 0; i < plain.length; i++) {
      int b = plain[i];
      if (b == '"' || b == '\\' || (b >= 0 && b < ' ')) {
        out.write(plain, start, i - start);
        out.write(escape(b));
        start = i + 1;
      }
    }
    out.write(plain, start, plain.length - start);
    out.write('"');
    return out.toByteArray();
  }

  /// Whether a half of a character stands alone, which UTF-8 cannot write.
  private static boolean hasHalf(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean isPair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!isPair) {
          return true;
        }
        i++;
      }
    }
    return false;
  }

  private static byte[] escape(int b) {
    String escaped =
        switch (b) {
          case '"' -> "\\\"";
          case '\\' -> "\\\\";
          case '\n' -> "\\n";
          case '\r' -> "\\r";
          case '\t' -> "\\t";
          default -> "\\u%04x".formatted(b);
        };
    return escaped.getBytes(US_ASCII);
  }
}
