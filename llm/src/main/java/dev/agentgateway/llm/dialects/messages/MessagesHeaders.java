package dev.agentgateway.llm.dialects.messages;

import dev.agentgateway.http.Headers;
import dev.agentgateway.llm.dialect.AnswerHeaders;
import dev.agentgateway.llm.dialect.AnswerHeaders.Limit;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `request-id` and `anthropic-ratelimit-{of}-{limit,remaining,reset}`; a reset is a time there.
final class MessagesHeaders {

  private static final String PREFIX = "anthropic-ratelimit-";

  private static final List<String> OF =
      List.of("requests", "tokens", "input-tokens", "output-tokens");

  private MessagesHeaders() {}

  static AnswerHeaders read(Headers headers) {
    String id = headers.first("request-id");
    if (!headers.containsPrefix(PREFIX)) {
      return new AnswerHeaders(id, List.of(), 0);
    }
    long date = AnswerHeaders.date(headers);
    List<Limit> limits = new ArrayList<>();
    for (String of : OF) {
      String name = PREFIX + of;
      String limit = headers.first(name + "-limit");
      String remaining = headers.first(name + "-remaining");
      Duration reset = until(headers.first(name + "-reset"), date);
      if (limit != null || remaining != null || reset != null) {
        limits.add(new Limit(of, limit, remaining, reset));
      }
    }
    return new AnswerHeaders(id, limits, date);
  }

  static void write(AnswerHeaders answer, Headers.Builder headers) {
    if (answer.requestId() != null) {
      headers.add("request-id", answer.requestId());
    }
    for (Limit limit : answer.limits()) {
      String name = PREFIX + limit.of();
      add(headers, name + "-limit", limit.limit());
      add(headers, name + "-remaining", limit.remaining());
      if (limit.reset() != null && answer.date() > 0) {
        add(
            headers,
            name + "-reset",
            Instant.ofEpochSecond(answer.date()).plus(limit.reset()).toString());
      }
    }
  }

  private static void add(Headers.Builder headers, String name, @Nullable String value) {
    if (value != null) {
      headers.add(name, value);
    }
  }

  /// Time from the answer's date to that time; null when either is not known.
  private static @Nullable Duration until(@Nullable String time, long date) {
    if (time == null || date == 0) {
      return null;
    }
    try {
      Duration left = Duration.between(Instant.ofEpochSecond(date), Instant.parse(time));
      return left.isNegative() ? Duration.ZERO : left;
    } catch (DateTimeException e) {
      return null;
    }
  }
}
