package dev.agentgateway.proxy.upstream;

import dev.agentgateway.http.Headers;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/// How long an answer asks to wait: `retry-after-ms`, or `retry-after` in seconds or as a date.
public final class RetryAfter {

  private static final int DIGITS_MAX = 9;

  private RetryAfter() {}

  public static @Nullable Duration of(Headers headers, Instant now) {
    @Nullable Long millis = number(headers.first("retry-after-ms"));
    if (millis != null) {
      return Duration.ofMillis(millis);
    }
    @Nullable String text = headers.first("retry-after");
    @Nullable Long seconds = number(text);
    if (seconds != null) {
      return Duration.ofSeconds(seconds);
    }
    return text == null ? null : until(text, now);
  }

  private static @Nullable Duration until(String date, Instant now) {
    try {
      Instant at = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return at.isAfter(now) ? Duration.between(now, at) : Duration.ZERO;
    } catch (DateTimeParseException e) {
      return null; // not in a form that HTTP knows: as if it were absent
    }
  }

  /// Whole or decimal, as some providers send it; null when it is no number.
  private static @Nullable Long number(@Nullable String text) {
    if (text == null) {
      return null;
    }
    String whole = text.strip();
    int dot = whole.indexOf('.');
    whole = dot < 0 ? whole : whole.substring(0, dot);
    if (whole.isEmpty()
        || whole.length() > DIGITS_MAX
        || !whole.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return null;
    }
    return Long.parseLong(whole);
  }
}
