package dev.agentgateway.schema.read;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.time.Duration;
import java.util.Optional;

/// Durations as the Gateway API writes them: `1h`, `1m30s`, `250ms`.
public final class Spans {

  /// GEP-2257.
  public static final String PATTERN = "^([0-9]{1,5}(h|m|s|ms)){1,4}$";

  private static final Pattern WHOLE = Pattern.compile(PATTERN);
  private static final Pattern PART = Pattern.compile("([0-9]{1,5})(ms|h|m|s)");

  private Spans() {}

  public static Optional<Duration> parse(String text) {
    if (!WHOLE.matcher(text).find()) {
      return Optional.empty();
    }
    Duration sum = Duration.ZERO;
    Matcher part = PART.matcher(text);
    while (part.find()) {
      long amount = Long.parseLong(part.group(1));
      sum =
          switch (part.group(2)) {
            case "h" -> sum.plusHours(amount);
            case "m" -> sum.plusMinutes(amount);
            case "s" -> sum.plusSeconds(amount);
            default -> sum.plusMillis(amount);
          };
    }
    return Optional.of(sum);
  }
}
