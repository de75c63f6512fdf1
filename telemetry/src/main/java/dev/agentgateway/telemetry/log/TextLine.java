package dev.agentgateway.telemetry.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.telemetry.Outcome;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Arrays;

/// `request name=value name="a value"`: for people and for `grep`.
final class TextLine implements Line, Fields.Sink {

  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final OutputStream out;
  private final Fields fields = new Fields(this);
  private byte[] lines = new byte[16 << 10];
  private int size;

  TextLine(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(Outcome outcome, Instant now) {
    ascii("request");
    fields.tell(outcome);
    ascii("\n");
  }

  @Override
  public void flush() throws IOException {
    int written = size;
    size = 0;
    out.write(lines, 0, written);
    out.flush();
  }

  @Override
  public void text(String name, String value) {
    name(name);
    String shown = Line.cut(value);
    if (!plainAscii(shown)) {
      utf8(isPlain(shown) ? shown : quoted(shown));
    }
  }

  @Override
  public void number(String name, long value) {
    name(name);
    ascii(Long.toString(value));
  }

  @Override
  public void number(String name, double value) {
    name(name);
    ascii(Double.toString(value));
  }

  private void name(String name) {
    ascii(" ");
    ascii(name);
    ascii("=");
  }

  @SuppressWarnings("deprecation") // The low bytes are what is wanted; the text is ASCII.
  private void ascii(String text) {
    room(text.length());
    text.getBytes(0, text.length(), lines, size);
    size += text.length();
  }

  private void utf8(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    room(bytes.length);
    System.arraycopy(bytes, 0, lines, size, bytes.length);
    size += bytes.length;
  }

  /// Writes what nearly all values are. False when it is something else, and not written.
  private boolean plainAscii(String value) {
    int length = value.length();
    room(length);
    for (int i = 0; i < length; i++) {
      char c = value.charAt(i);
      if (c >= 0x7f || !isPlain(c)) {
        return false;
      }
      lines[size + i] = (byte) c;
    }
    size += length;
    return length > 0;
  }

  private void room(int more) {
    if (size + more > lines.length) {
      lines = Arrays.copyOf(lines, Math.max(2 * lines.length, size + more));
    }
  }

  private static boolean isPlain(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (!isPlain(c) || mustEscape(c)) {
        return false;
      }
    }
    return !value.isEmpty();
  }

  private static boolean isPlain(char c) {
    return c > ' ' && c != '"' && c != '=' && c != '\\';
  }

  private static String quoted(String value) {
    StringBuilder quoted = new StringBuilder(value.length() + 16).append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"', '\\' -> quoted.append('\\').append(c);
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        default -> {
          if (mustEscape(c)) {
            escaped(c, quoted);
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }

  private static void escaped(char c, StringBuilder quoted) {
    quoted.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      quoted.append(HEX[(c >> shift) & 0xf]);
    }
  }

  /// What would move a terminal's cursor, turn its text around or end a line.
  private static boolean mustEscape(char c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
