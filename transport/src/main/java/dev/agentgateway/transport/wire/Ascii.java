package dev.agentgateway.transport.wire;

import java.util.Locale;

/// Classes of bytes, and the few questions that the framing asks of them.
final class Ascii {

  static final byte CR = '\r';
  static final byte LF = '\n';
  static final byte SP = ' ';
  static final byte HTAB = '\t';

  /// RFC 9110, 5.6.2.
  private static final boolean[] TOKEN = among("!#$%&'*+-.^_`|~", true);

  /// RFC 3986, 2.3.
  private static final boolean[] UNRESERVED = among("-._~", true);

  /// RFC 3986, 3.3: `pchar` and the slash, without the percent sign.
  private static final boolean[] PATH = among("-._~!$&'()*+,;=:@/", true);

  /// RFC 3986, 3.2.2: a registered name or an IPv4 address, without percent signs.
  private static final boolean[] HOST = among("-._~!$&'()*+,;=", true);

  private Ascii() {}

  private static boolean[] among(String others, boolean alphanumerics) {
    boolean[] table = new boolean[256];
    for (int i = 0; i < others.length(); i++) {
      table[others.charAt(i)] = true;
    }
    for (char c = '0'; c <= 'z'; c++) {
      boolean letterOrDigit = c <= '9' || (c >= 'A' && c <= 'Z') || c >= 'a';
      table[c] |= alphanumerics && letterOrDigit;
    }
    return table;
  }

  static boolean isToken(byte b) {
    return TOKEN[b & 0xff];
  }

  static boolean isUnreserved(int c) {
    return UNRESERVED[c & 0xff];
  }

  static boolean isPath(byte b) {
    return PATH[b & 0xff];
  }

  static boolean isHost(byte b) {
    return HOST[b & 0xff];
  }

  static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  /// A control byte other than the three that have a place in a head.
  static boolean isForbidden(byte b) {
    return (b >= 0 && b < 0x20 && b != CR && b != LF && b != HTAB) || b == 0x7f;
  }

  /// The value of a hex digit, or -1.
  static int hex(byte b) {
    if (isDigit(b)) {
      return b - '0';
    }
    int lower = b | 0x20;
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
  }

  /// Whether these bytes are that text, which is in lower case, without regard to their case.
  static boolean is(byte[] bytes, int from, int to, String lowerCase) {
    if (to - from != lowerCase.length()) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (lower(bytes[i]) != lowerCase.charAt(i - from)) {
        return false;
      }
    }
    return true;
  }

  /// The same with letters A to Z in lower case and nothing else changed.
  static String lowerCase(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        return text.toLowerCase(Locale.ROOT);
      }
    }
    return text;
  }

  static byte lower(byte b) {
    return b >= 'A' && b <= 'Z' ? (byte) (b + 32) : b;
  }
}
