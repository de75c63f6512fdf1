package dev.agentgateway.policy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Map;

/// Lengths of time as resources write them: `10s`, `1m30s`, `250ms`, and Go's `1.5h`.
public final class DurationText {

  /// What the contract allows where it limits the form.
  public static final String PATTERN = "^([0-9]{1,5}(h|m|s|ms)){1,4}$";

  private static final int LENGTH_MAX = 32;

  private static final Map<String, Long> NANOS =
      Map.of(
          "h", 3_600_000_000_000L,
          "m", 60_000_000_000L,
          "s", 1_000_000_000L,
          "ms", 1_000_000L,
          "us", 1_000L,
          "µs", 1_000L,
          "ns", 1L);

  private DurationText() {}

  /// @param field path below the policy's settings, for the message
  /// @throws PolicyException when the text is no length of time
  public static Duration parse(String field, String text) {
    if (text.equals("0")) {
      return Duration.ZERO;
    }
    if (text.isEmpty() || text.length() > LENGTH_MAX) {
      throw refused(field, text);
    }
    Duration sum = Duration.ZERO;
    int at = 0;
    while (at < text.length()) {
      int unitAt = skipNumber(text, at);
      int end = skipUnit(text, unitAt);
      Long unit = NANOS.get(text.substring(unitAt, end));
      if (unit == null || unitAt == at) {
        throw refused(field, text);
      }
      try {
        BigDecimal number = new BigDecimal(text.substring(at, unitAt));
        BigDecimal nanos = number.multiply(BigDecimal.valueOf(unit));
        sum = sum.plus(Duration.ofNanos(nanos.setScale(0, RoundingMode.DOWN).longValueExact()));
      } catch (NumberFormatException e) {
        throw refused(field, text);
      } catch (ArithmeticException | DateTimeException e) {
        throw new PolicyException(field, field + ": " + text + " (expected: at most 292 years)");
      }
      at = end;
    }
    return sum;
  }

  private static int skipNumber(String text, int from) {
    int at = from;
    while (at < text.length() && (isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
      at++;
    }
    return at;
  }

  private static int skipUnit(String text, int from) {
    int at = from;
    while (at < text.length() && !isDigit(text.charAt(at)) && text.charAt(at) != '.') {
      at++;
    }
    return at;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static PolicyException refused(String field, String text) {
    return new PolicyException(
        field, field + ": " + text + " (expected: a length of time such as 10s, 1m30s or 250ms)");
  }
}
