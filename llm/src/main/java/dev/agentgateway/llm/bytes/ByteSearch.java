package dev.agentgateway.llm.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Finds bytes eight at a time.
///
/// Of a word, the lowest byte that is marked is right; those above it may be marked wrongly, since
/// a subtraction borrows. Hence the words are read in little-endian order and the lowest mark
/// counts.
public final class ByteSearch {

  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH = 0x8080808080808080L;
  private static final long LF = '\n' * ONES;
  private static final long CR = '\r' * ONES;
  private static final long QUOTE = '"' * ONES;
  private static final long BACKSLASH = '\\' * ONES;
  private static final long SPACE = ' ' * ONES;

  private ByteSearch() {}

  /// Where the first CR or LF stands; `to` without one.
  public static int lineEnd(byte[] bytes, int from, int to) {
    int at = from;
    for (; at + 8 <= to; at += 8) {
      long word = (long) WORD.get(bytes, at);
      long lf = word ^ LF;
      long cr = word ^ CR;
      long marks = ((lf - ONES & ~lf) | (cr - ONES & ~cr)) & HIGH;
      if (marks != 0) {
        return at + (Long.numberOfTrailingZeros(marks) >> 3);
      }
    }
    while (at < to && bytes[at] != '\n' && bytes[at] != '\r') {
      at++;
    }
    return at;
  }

  /// Where a JSON text ceases to be plain: at a quote, a backslash, a control character or what is
  /// no ASCII; `to` when it does not.
  public static int plainEnd(byte[] bytes, int from, int to) {
    int at = from;
    for (; at + 8 <= to; at += 8) {
      long word = (long) WORD.get(bytes, at);
      long quote = word ^ QUOTE;
      long backslash = word ^ BACKSLASH;
      long marks =
          ((quote - ONES & ~quote) | (backslash - ONES & ~backslash) | (word - SPACE) | word)
              & HIGH;
      if (marks != 0) {
        return at + (Long.numberOfTrailingZeros(marks) >> 3);
      }
    }
    while (at < to && bytes[at] >= ' ' && bytes[at] != '"' && bytes[at] != '\\') {
      at++;
    }
    return at;
  }

  /// How many bytes the character has that begins here and is no ASCII; 0 when it is no UTF-8:
  /// overlong, a surrogate, past the last one or cut (RFC 3629, 4).
  public static int utf8Length(byte[] bytes, int at, int to) {
    int lead = bytes[at] & 0xff;
    int length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4 || at + length > to) {
      return 0;
    }
    int second = bytes[at + 1] & 0xff;
    int least = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
    int most = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
    if (second < least || second > most) {
      return 0;
    }
    for (int i = at + 2; i < at + length; i++) {
      if ((bytes[i] & 0xc0) != 0x80) {
        return 0;
      }
    }
    return length;
  }
}
