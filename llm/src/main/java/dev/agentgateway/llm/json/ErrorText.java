package dev.agentgateway.llm.json;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Words of an error whose body is in no known shape.
public final class ErrorText {

  private static final int CHARS_MAX = 2000;

  private ErrorText() {}

  /// The body as text, cut; or the status when there is none.
  public static String of(int status, byte[] body) {
    String text = new String(body, 0, Math.min(body.length, 4 * CHARS_MAX), UTF_8).strip();
    if (text.isEmpty()) {
      return "the upstream answered with status " + status + " and nothing else";
    }
    return text.length() > CHARS_MAX ? text.substring(0, CHARS_MAX) + "…" : text;
  }
}
