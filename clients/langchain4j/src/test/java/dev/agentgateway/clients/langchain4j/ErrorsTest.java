package dev.agentgateway.clients.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.agentgateway.http.Headers;
import dev.agentgateway.testkit.Answer;
import dev.agentgateway.testkit.ClientLab;
import dev.agentgateway.testkit.ClientLab.Vendor;
import dev.agentgateway.testkit.FakeUpstream;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
          # model               | raised                  | status | message
          fake-400              | InvalidRequestException | 400    | refuses this request
          fake-context-exceeded | InvalidRequestException | 400    | tokens
          fake-401              | AuthenticationException | 401    | invalid x-api-key
          fake-403              | AuthenticationException | 403    | may not use
          fake-404              | ModelNotFoundException  | 404    | fake-404
          fake-429              | RateLimitException      | 429    | rate limit
          fake-500              | InternalServerException | 500    | Internal server error
          fake-503              | InternalServerException | 503    | Service unavailable
          fake-529              | InternalServerException | 529    | Overloaded
          """)
  void errorsAreTheLibrarysOwn(String model, String raised, int status, String message) {
    for (Vendor vendor : Vendor.values()) {
      for (Client client : Client.values()) {
        LangChain4jException error =
            catchThrowableOfType(
                LangChain4jException.class, () -> client.ask(lab, vendor, model, chat("Hello")));
        String where = vendor + " " + client;
        assertThat(error).as(where).isNotNull();
        assertThat(error.getClass().getSimpleName()).as(where).isEqualTo(raised);
        assertThat(error.getMessage()).as(where).contains(message);
        assertThat(error).as(where).hasCauseInstanceOf(HttpException.class);
        HttpException cause = (HttpException) error.getCause();
        assertThat(cause.statusCode()).as(where).isEqualTo(status);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "OPENAI_BUFFERED, OPENAI, 429",
    "OPENAI_BUFFERED, ANTHROPIC, 529",
    "ANTHROPIC_BUFFERED, OPENAI, 503",
    "ANTHROPIC_BUFFERED, ANTHROPIC, 529"
  })
  void aRefusalForNowIsTriedAgain(Client client, Vendor vendor, int status) {
    FakeUpstream upstream = lab.upstream(vendor);
    int before = upstream.received().size();
    Headers headers = Headers.of("content-type", "application/json", "retry-after", "1");
    upstream.enqueue(Answer.of(status, headers, "{\"error\":{\"message\":\"Slow down\"}}"));
    ChatResponse answer = client.ask(lab, vendor, "fake-echo", 2, chat("Hello again"));
    assertThat(answer.aiMessage().text()).contains("Hello again");
    assertThat(upstream.received()).hasSize(before + 2);
  }

  @ParameterizedTest
  @CsvSource({"cut", "error-event"})
  void aBrokenStreamIsAnErrorOfTheAnthropicClient(String fault) {
    for (Vendor vendor : Vendor.values()) {
      RuntimeException error =
          catchThrowableOfType(
              RuntimeException.class,
              () ->
                  Client.ANTHROPIC_STREAMED.ask(
                      lab, vendor, "fake-" + fault, chat("Hello, are you there?")));
      assertThat(error).as("%s", vendor).isNotNull();
    }
  }

  /// The library's OpenAI client passes over error events; that the body has no end it sees.
  @ParameterizedTest
  @CsvSource({"cut", "error-event"})
  void aBrokenStreamIsAnErrorOfTheOpenAiClient(String fault) {
    for (Vendor vendor : Vendor.values()) {
      RuntimeException error =
          catchThrowableOfType(
              RuntimeException.class,
              () ->
                  Client.OPENAI_STREAMED.ask(
                      lab, vendor, "fake-" + fault, chat("Hello, are you there?")));
      assertThat(error).as("%s", vendor).isNotNull();
    }
  }

  private static ChatRequest.Builder chat(String text) {
    return ChatRequest.builder().messages(UserMessage.from(text));
  }
}
