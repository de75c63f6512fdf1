package dev.agentgateway.clients.openai;

import static dev.agentgateway.clients.openai.OpenAiLab.ask;
import static dev.agentgateway.clients.openai.OpenAiLab.chat;
import static dev.agentgateway.clients.openai.OpenAiLab.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.openai.client.OpenAIClient;
import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIServiceException;
import com.openai.models.chat.completions.ChatCompletion;
import dev.agentgateway.clients.openai.OpenAiLab.Way;
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

/// What the client raises, and when it tries again.
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
          # model                | raised                    | status | type                  | message
          fake-400               | BadRequestException       | 400    | invalid_request_error | refuses this request
          fake-context-exceeded  | BadRequestException       | 400    | invalid_request_error | tokens
          fake-401               | UnauthorizedException     | 401    |                       | invalid x-api-key
          fake-403               | PermissionDeniedException | 403    |                       | may not use
          fake-404               | NotFoundException         | 404    |                       | fake-404
          fake-413               | UnexpectedStatusCodeException | 413 |                      | exceeds the maximum size
          fake-429               | RateLimitException        | 429    |                       | rate limit
          fake-500               | InternalServerException   | 500    |                       | Internal server error
          fake-503               | InternalServerException   | 503    |                       | Service unavailable
          fake-529               | InternalServerException   | 529    |                       | Overloaded
          """)
  void errorsAreTheClientsOwn(
      String model, String raised, int status, String type, String message) {
    for (Vendor provider : Vendor.values()) {
      for (Way way : Way.values()) {
        OpenAIClient client = OpenAiLab.client(lab, provider);
        OpenAIServiceException error =
            catchThrowableOfType(
                OpenAIServiceException.class, () -> ask(client, way, chat(model, "Hello")));
        String where = provider + " " + way;
        assertThat(error).as(where).isNotNull();
        assertThat(error.getClass().getSimpleName()).as(where).isEqualTo(raised);
        assertThat(error.statusCode()).as(where).isEqualTo(status);
        assertThat(error.getMessage()).as(where).contains(message);
        assertThat(error.type()).as(where).isPresent();
        if (type != null) {
          assertThat(error.type()).as(where).hasValue(type);
        }
        assertThat(error.headers().values("x-request-id")).as(where).hasSize(1);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"OPENAI, 429", "OPENAI, 503", "ANTHROPIC, 429", "ANTHROPIC, 529"})
  void aRefusalForNowIsTriedAgainWhenItsTimeHasCome(Vendor provider, int status) {
    FakeUpstream upstream = lab.upstream(provider);
    int before = upstream.received().size();
    upstream.enqueue(refusal(provider, status));
    long start = System.nanoTime();
    ChatCompletion answer =
        ask(OpenAiLab.client(lab, provider, 2), Way.BUFFERED, chat("fake-echo", "Hello again"));
    assertThat(text(answer)).contains("Hello again");
    assertThat(upstream.received()).hasSize(before + 2);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(950));
  }

  @ParameterizedTest
  @CsvSource({"OPENAI, cut", "OPENAI, error-event", "ANTHROPIC, cut", "ANTHROPIC, error-event"})
  void aBrokenStreamIsNoAnswer(Vendor provider, String fault) {
    OpenAIClient client = OpenAiLab.client(lab, provider);
    OpenAIException error =
        catchThrowableOfType(
            OpenAIException.class,
            () -> ask(client, Way.STREAMED, chat("fake-" + fault, "Hello, are you there?")));
    assertThat(error).isNotNull();
  }

  private static Answer refusal(Vendor provider, int status) {
    String error =
        switch (provider) {
          case OPENAI -> "{\"error\":{\"message\":\"Slow down\",\"type\":\"requests\"}}";
          case ANTHROPIC ->
              """
              {"type":"error","error":{"type":"overloaded_error","message":"Slow down"}}\
              """;
        };
    Headers headers = Headers.of("content-type", "application/json", "retry-after", "1");
    return Answer.of(status, headers, error);
  }
}
