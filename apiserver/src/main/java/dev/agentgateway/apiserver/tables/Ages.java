package dev.agentgateway.apiserver.tables;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/// Times as the time since then: `45s`, `5m`, `3h20m`, `12d`.
final class Ages {

  private Ages() {}

  static String since(String time, Instant now) {
    if (time.isEmpty()) {
      return "<unknown>";
    }
    try {
      return spelled(Duration.between(OffsetDateTime.parse(time).toInstant(), now));
    } catch (DateTimeException malformed) {
      return "<invalid>";
    }
  }

  static String spelled(Duration age) {
    long seconds = age.toSeconds();
    if (seconds < -1) {
      return "<invalid>";
    }
    if (seconds < 0) {
      return "0s";
    }
    if (seconds < 120) {
      return seconds + "s";
    }
    long minutes = seconds / 60;
    if (minutes < 10) {
      return minutes + "m" + unlessZero(seconds % 60, "s");
    }
    if (minutes < 180) {
      return minutes + "m";
    }
    long hours = minutes / 60;
    if (hours < 8) {
      return hours + "h" + unlessZero(minutes % 60, "m");
    }
    if (hours < 48) {
      return hours + "h";
    }
    long days = hours / 24;
    if (hours < 192) {
      return days + "d" + unlessZero(hours % 24, "h");
    }
    if (days < 730) {
      return days + "d";
    }
    return days < 2920 ? days / 365 + "y" + unlessZero(days % 365, "d") : days / 365 + "y";
  }

  private static String unlessZero(long count, String unit) {
    return count == 0 ? "" : count + unit;
  }
}
