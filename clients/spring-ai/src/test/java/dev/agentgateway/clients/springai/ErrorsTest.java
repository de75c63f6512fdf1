package dev.agentgateway.clients.springai;

import static dev.agentgateway.clients.springai.SpringLab.ask;
import static dev.agentgateway.clients.springai.SpringLab.options;
import static dev.agentgateway.clients.springai.SpringLab.says;
import static dev.agentgateway.clients.springai.SpringLab.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.openai.errors.OpenAIServiceException;
import dev.agentgateway.clients.springai.SpringLab.Way;
import dev.agentgateway.http.Headers;
import dev.agentgateway.testkit.Answer;
import dev.agentgateway.testkit.ClientLab;
import dev.agentgateway.testkit.ClientLab.Vendor;
import dev.agentgateway.testkit.FakeUpstream;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.ai.openai.OpenAiChatOptions;

/// What the library raises, and when it tries again.
final class ErrorsTest {

  private static ClientLab lab;

  @BeforeAll
  static void start() {
    lab = ClientLab.start();
  }

  @AfterAll
  static void stop() {
    lab.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # model               | raised                    | status | message
          fake-400              | BadRequestException       | 400    | refuses this request
          fake-context-exceeded | BadRequestException       | 400    | tokens
          fake-401              | UnauthorizedException     | 401    | invalid x-api-key
          fake-403              | PermissionDeniedException | 403    | may not use
          fake-404              | NotFoundException         | 404    | fake-404
          fake-429              | RateLimitException        | 429    | rate limit
          fake-500              | InternalServerException   | 500    | Internal server error
          fake-503              | InternalServerException   | 503    | Service unavailable
          fake-529              | InternalServerException   | 529    | Overloaded
          """)
  void errorsAreTheLibrarysOwn(String model, String raised, int status, String message) {
    for (Vendor vendor : Vendor.values()) {
      for (Way way : Way.values()) {
        OpenAIServiceException error =
            catchThrowableOfType(
                OpenAIServiceException.class,
                () -> ask(way, options(lab, vendor, model).build(), says("Hello")));
        String where = vendor + " " + way;
        assertThat(error).as(where).isNotNull();
        assertThat(error.getClass().getSimpleName()).as(where).isEqualTo(raised);
        assertThat(error.statusCode()).as(where).isEqualTo(status);
        assertThat(error.getMessage()).as(where).contains(message);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"OPENAI, 429", "ANTHROPIC, 529"})
  void aRefusalForNowIsTriedAgainWhenItsTimeHasCome(Vendor vendor, int status) {
    FakeUpstream upstream = lab.upstream(vendor);
    int before = upstream.received().size();
    Headers headers = Headers.of("content-type", "application/json", "retry-after", "1");
    upstream.enqueue(Answer.of(status, headers, "{\"error\":{\"message\":\"Slow down\"}}"));
    OpenAiChatOptions.Builder options = options(lab, vendor, "fake-echo");
    options.maxRetries(2);
    long start = System.nanoTime();
    assertThat(text(ask(Way.BUFFERED, options.build(), says("Hello again"))))
        .contains("Hello again");
    assertThat(upstream.received()).hasSize(before + 2);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(950));
  }
}
