package dev.agentgateway.llm.sse;

import dev.agentgateway.llm.bytes.ByteSearch;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What two events have in common when they differ in JSON texts alone. Nearly all events of a
/// stream have one shape, and are recognised by comparing bytes, without being read.
///
/// ```
/// data: {"id":"c1","choices":[{"delta":{"content":"Once "}}]}⏎⏎
/// data: {"id":"c1","choices":[{"delta":{"content":"upon "}}]}⏎⏎
/// ╰──────────── fixed ───────────────────────────╯╰hole╯╰fixed╯
/// ```
///
/// A hole is the inside of a text that is a value: a number, a name or a literal that differs makes
/// another shape. Neither a fixed part nor what stands in a hole has an escape, so that a hole
/// holds the same bytes in any JSON.
public final class EventShape {

  private static final int HOLES_MAX = 6;

  private final List<byte[]> fixed;
  private final int[] from;
  private final int[] to;
  private final int fixedChars;
  private int chars;

  private EventShape(List<byte[]> fixed) {
    this.fixed = fixed;
    this.fixedChars =
        fixed.stream().mapToInt(part -> new String(part, StandardCharsets.UTF_8).length()).sum();
    this.from = new int[fixed.size() - 1];
    this.to = new int[fixed.size() - 1];
  }

  /// The shape of two whole events. Null when they differ in more than texts.
  public static @Nullable EventShape of(byte[] one, byte[] other) {
    if (!isPlain(one) || !isPlain(other)) {
      return null;
    }
    List<byte[]> fixed = new ArrayList<>(4);
    int begun = 0; // of the fixed part, in `one`
    int i = 0;
    int j = 0;
    boolean isInText = false;
    while (true) {
      int same = Arrays.mismatch(one, i, one.length, other, j, other.length);
      if (same < 0) {
        fixed.add(Arrays.copyOfRange(one, begun, one.length));
        return new EventShape(List.copyOf(fixed));
      }
      for (int k = i; k < i + same; k++) {
        isInText ^= one[k] == '"';
      }
      i += same;
      j += same;
      if (!isInText || i >= one.length || j >= other.length || fixed.size() == HOLES_MAX) {
        return null;
      }
      fixed.add(Arrays.copyOfRange(one, begun, lastQuote(one, i) + 1));
      i = nextQuote(one, i);
      j = nextQuote(other, j);
      begun = i;
      if (i == one.length || j == other.length || isName(one, i)) {
        return null;
      }
    }
  }

  /// Where the event ends that begins here, if it has this shape; else -1. Then its holes are
  /// known.
  public int end(byte[] bytes, int begin, int limit) {
    int at = begin;
    chars = fixedChars;
    for (int i = 0; i < fixed.size(); i++) {
      byte[] part = fixed.get(i);
      int next = at + part.length;
      if (next > limit || !Arrays.equals(bytes, at, next, part, 0, part.length)) {
        return -1;
      }
      at = next;
      if (i < from.length) {
        from[i] = at;
        at = textEnd(bytes, at, limit);
        to[i] = at;
      }
    }
    return at;
  }

  /// How long the last event that had this shape is as a Java text.
  public int chars() {
    return chars;
  }

  public int holes() {
    return from.length;
  }

  /// The holes of the last event that had this shape.
  public int holeFrom(int hole) {
    return from[hole];
  }

  public int holeTo(int hole) {
    return to[hole];
  }

  /// The fixed part before a hole; behind the last hole stands the last one. Not to be changed.
  public byte[] fixed(int part) {
    return fixed.get(part);
  }

  /// Where a text ends; what follows then is no quote if the text is not plain.
  private int textEnd(byte[] bytes, int from, int limit) {
    int at = ByteSearch.plainEnd(bytes, from, limit);
    while (at < limit && bytes[at] < 0) {
      int length = ByteSearch.utf8Length(bytes, at, limit);
      if (length == 0) {
        return at;
      }
      chars -= length == 4 ? 2 : length - 1;
      at = ByteSearch.plainEnd(bytes, at + length, limit);
    }
    chars += at - from;
    return at;
  }

  private static boolean isPlain(byte[] event) {
    for (byte b : event) {
      if (b == '\\') {
        return false;
      }
    }
    return event.length > 1 && event[event.length - 1] == '\n';
  }

  private static int lastQuote(byte[] bytes, int before) {
    int at = before - 1;
    while (bytes[at] != '"') {
      at--;
    }
    return at;
  }

  private static int nextQuote(byte[] bytes, int from) {
    int at = from;
    while (at < bytes.length && bytes[at] != '"') {
      at++;
    }
    return at;
  }

  /// Whether the text that ends with this quote is a name.
  private static boolean isName(byte[] bytes, int quote) {
    int at = quote + 1;
    while (at < bytes.length && bytes[at] == ' ') {
      at++;
    }
    return at < bytes.length && bytes[at] == ':';
  }
}
