package dev.agentgateway.config.addresses;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A block of IPv4 addresses, as `10.0.0.0/24`, or part of one.
///
/// @param first as a number
/// @param last of the addresses that may be given, itself included
public record Cidr(long first, long last) {

  private static final int BITS = 32;
  private static final Pattern WRITTEN =
      Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})/(\\d{1,2})");

  /// @throws IllegalArgumentException with words about what is expected
  public static Cidr parse(String text) {
    Matcher written = WRITTEN.matcher(text);
    if (!written.matches() || !isAddress(text.substring(0, text.indexOf('/')))) {
      throw new IllegalArgumentException("%s (expected: like 10.0.0.0/24)".formatted(text));
    }
    int bits = Integer.parseInt(written.group(5));
    if (bits > BITS) {
      throw new IllegalArgumentException("/%d (expected: /0 to /32)".formatted(bits));
    }
    long size = 1L << (BITS - bits);
    long start = number(text.substring(0, text.indexOf('/'))) / size * size;
    // The first and the last of a network are its name and its broadcast.
    return size > 2 ? new Cidr(start + 1, start + size - 2) : new Cidr(start, start + size - 1);
  }

  boolean contains(String address) {
    return isAddress(address) && number(address) >= first && number(address) <= last;
  }

  /// Whether the text is an IPv4 address.
  static boolean isAddress(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 4) {
      return false;
    }
    for (String part : parts) {
      boolean isNumber = part.matches("0|[1-9]\\d{0,2}");
      if (!isNumber || Integer.parseInt(part) > 255) {
        return false;
      }
    }
    return true;
  }

  static String address(long number) {
    return "%d.%d.%d.%d"
        .formatted(number >> 24 & 255, number >> 16 & 255, number >> 8 & 255, number & 255);
  }

  private static long number(String address) {
    long number = 0;
    for (String part : address.split("\\.", -1)) {
      number = number << 8 | Integer.parseInt(part);
    }
    return number;
  }
}
