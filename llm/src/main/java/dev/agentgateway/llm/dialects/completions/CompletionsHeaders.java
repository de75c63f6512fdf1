package dev.agentgateway.llm.dialects.completions;

import dev.agentgateway.http.Headers;
import dev.agentgateway.llm.dialect.AnswerHeaders;
import dev.agentgateway.llm.dialect.AnswerHeaders.Limit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `x-request-id` and `x-ratelimit-{limit,remaining,reset}-{requests,tokens}`.
///
/// A reset is a duration there: `6m0s`, `1.5s`, `20ms`.
final class CompletionsHeaders {

  private static final String PREFIX = "x-ratelimit-";

  private static final List<String> OF = List.of("requests", "tokens");

  private static final Pattern STEP = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|s|m|h|d)");

  private CompletionsHeaders() {}

  static AnswerHeaders read(Headers headers) {
    String id = headers.first("x-request-id");
    if (!headers.containsPrefix(PREFIX)) {
      return new AnswerHeaders(id, List.of(), 0);
    }
    List<Limit> limits = new ArrayList<>();
    for (String of : OF) {
      String limit = headers.first(PREFIX + "limit-" + of);
      String remaining = headers.first(PREFIX + "remaining-" + of);
      Duration reset = duration(headers.first(PREFIX + "reset-" + of));
      if (limit != null || remaining != null || reset != null) {
        limits.add(new Limit(of, limit, remaining, reset));
      }
    }
    return new AnswerHeaders(id, limits, AnswerHeaders.date(headers));
  }

  static void write(AnswerHeaders answer, Headers.Builder headers) {
    if (answer.requestId() != null) {
      headers.add("x-request-id", answer.requestId());
    }
    for (Limit limit : answer.limits()) {
      add(headers, PREFIX + "limit-" + limit.of(), limit.limit());
      add(headers, PREFIX + "remaining-" + limit.of(), limit.remaining());
      if (limit.reset() != null) {
        add(headers, PREFIX + "reset-" + limit.of(), written(limit.reset()));
      }
    }
  }

  private static void add(Headers.Builder headers, String name, @Nullable String value) {
    if (value != null) {
      headers.add(name, value);
    }
  }

  private static @Nullable Duration duration(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    Matcher steps = STEP.matcher(text);
    double millis = 0;
    int end = 0;
    while (steps.find() && steps.start() == end) {
      end = steps.end();
      millis +=
          Double.parseDouble(steps.group(1))
              * switch (steps.group(2)) {
                case "ms" -> 1;
                case "s" -> 1_000;
                case "m" -> 60_000;
                case "h" -> 3_600_000;
                default -> 86_400_000;
              };
    }
    return end == text.length() ? Duration.ofMillis((long) millis) : null;
  }

  private static String written(Duration duration) {
    if (duration.toSeconds() < 1) {
      return duration.toMillis() + "ms";
    }
    StringBuilder text = new StringBuilder();
    if (duration.toHours() > 0) {
      text.append(duration.toHours()).append('h');
    }
    if (duration.toMinutes() > 0) {
      text.append(duration.toMinutesPart()).append('m');
    }
    return text.append(duration.toSecondsPart()).append('s').toString();
  }
}
