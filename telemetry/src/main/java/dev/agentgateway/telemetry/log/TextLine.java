package dev.agentgateway.telemetry.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.telemetry.Outcome;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;

/// `request name=value name="a value"`: for people and for `grep`.
final class TextLine implements Line, Fields.Sink {

  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final OutputStream out;
  private final StringBuilder lines = new StringBuilder(4096);
  private final Fields fields = new Fields(this);

  TextLine(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(Outcome outcome, Instant now) {
    lines.append("request");
    fields.tell(outcome);
    lines.append('\n');
  }

  @Override
  public void flush() throws IOException {
    byte[] bytes = lines.toString().getBytes(UTF_8);
    lines.setLength(0);
    out.write(bytes);
    out.flush();
  }

  @Override
  public void text(String name, String value) {
    name(name);
    String shown = Line.cut(value);
    if (isPlain(shown)) {
      lines.append(shown);
    } else {
      quoted(shown);
    }
  }

  @Override
  public void number(String name, long value) {
    name(name);
    lines.append(value);
  }

  @Override
  public void number(String name, double value) {
    name(name);
    lines.append(value);
  }

  private void name(String name) {
    lines.append(' ').append(name).append('=');
  }

  private static boolean isPlain(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean isPlain = c < 0x7f ? c > ' ' && c != '"' && c != '=' && c != '\\' : !mustEscape(c);
      if (!isPlain) {
        return false;
      }
    }
    return !value.isEmpty();
  }

  private void quoted(String value) {
    lines.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"', '\\' -> lines.append('\\').append(c);
        case '\n' -> lines.append("\\n");
        case '\r' -> lines.append("\\r");
        case '\t' -> lines.append("\\t");
        default -> {
          if (mustEscape(c)) {
            escaped(c);
          } else {
            lines.append(c);
          }
        }
      }
    }
    lines.append('"');
  }

  private void escaped(char c) {
    lines.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      lines.append(HEX[(c >> shift) & 0xf]);
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
