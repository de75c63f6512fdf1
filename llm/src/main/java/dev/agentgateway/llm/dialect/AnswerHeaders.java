package dev.agentgateway.llm.dialect;

import dev.agentgateway.http.Headers;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Headers of an answer that mean the same in every dialect.
///
/// @param date of the answer in seconds since 1970, against which times count; 0 for none
public record AnswerHeaders(@Nullable String requestId, List<Limit> limits, long date) {

  public AnswerHeaders {
    limits = List.copyOf(limits);
  }

  /// Seconds since 1970 of the header `date`; 0 where it is missing or no date.
  public static long date(Headers headers) {
    String date = headers.first("date");
    if (date == null) {
      return 0;
    }
    try {
      return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toEpochSecond();
    } catch (DateTimeParseException e) {
      return 0;
    }
  }

  /// A rate limit.
  ///
  /// @param of `requests`, `tokens`, `input-tokens`, `output-tokens`
  /// @param reset time until it is whole again
  public record Limit(
      String of, @Nullable String limit, @Nullable String remaining, @Nullable Duration reset) {}
}
