package dev.agentgateway.proxy.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.http.Headers;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RetryAfterTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      textBlock =
          """
          # header       | value                           | wait
          retry-after    | 7                               | PT7S
          retry-after    | 7.9                             | PT7S
          retry-after-ms | 1500                            | PT1.5S
          retry-after    | 0                               | PT0S
          retry-after    | Wed, 25 Nov 2026 00:00:30 GMT   | PT30S
          retry-after    | Wed, 25 Nov 2020 00:00:00 GMT   | PT0S
          retry-after    | soon                            | none
          retry-after    | -1                              | none
          retry-after    | 99999999999999999999            | none
          retry-after    | ''                              | none
          x-other        | 7                               | none
          """)
  void waitsAsLongAsTheAnswerAsks(String header, String value, Duration wait) {
    Instant now = Instant.parse("2026-11-25T00:00:00Z");
    assertThat(RetryAfter.of(Headers.of(header, value), now)).isEqualTo(wait);
  }
}
