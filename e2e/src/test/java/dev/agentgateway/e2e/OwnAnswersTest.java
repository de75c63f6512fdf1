package dev.agentgateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.llm.fake.script.FakeStep;
import dev.agentgateway.testkit.Answer;
import dev.agentgateway.testkit.FakeUpstream;
import dev.agentgateway.testkit.GatewayProcess;
import dev.agentgateway.testkit.RawClient;
import dev.agentgateway.testkit.RawResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the gateway itself answers to chats where one provider is all there is.
final class OwnAnswersTest {

  private static final int TRIES_MAX = 5;

  /// How long a head waits for content; docs/limits.md.
  private static final Duration HEAD_WITHIN = Duration.ofMillis(500);

  private static final String YAML =
      """
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: own}
      spec:
        gatewayClassName: agentgateway
        listeners: [{name: http, protocol: HTTP, port: 8080}]
      ---
      apiVersion: agentgateway.dev/v1alpha1
      kind: AgentgatewayPolicy
      metadata: {name: own}
      spec:
        targetRefs: [{group: gateway.networking.k8s.io, kind: Gateway, name: own}]
        backend:
          ai:
            routes:
              /v1/chat/completions: Completions
              /v1/messages: Messages
              /v1/models: Models
      """;

  private static final String ONE =
      """
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: %1$s}
      spec:
        parentRefs: [{name: own}]
        rules:
        - matches: [{path: {type: PathPrefix, value: /%1$s}}]
          backendRefs: [{group: agentgateway.dev, kind: AgentgatewayBackend, name: %1$s}]
      ---
      apiVersion: agentgateway.dev/v1alpha1
      kind: AgentgatewayBackend
      metadata: {name: %1$s}
      spec:
        ai:
          provider: {%1$s: {}, host: 127.0.0.1, port: %2$d}
      """;

  @TempDir private static Path folder;

  private static FakeUpstream provider;
  private static GatewayProcess gateway;

  @BeforeAll
  static void start() throws IOException {
    provider = FakeUpstream.start();
    String yaml =
        YAML
            + ONE.formatted("anthropic", provider.port())
            + ONE.formatted("openai", provider.port());
    gateway = GatewayProcess.run(Files.writeString(folder.resolve("own.yaml"), yaml), Map.of());
  }

  @AfterAll
  static void stop() {
    gateway.close();
    provider.close();
  }

  private static RawResponse ask(String provider, String path, String model, boolean isStream) {
    String body =
        """
        {"model":"%s","max_tokens":200,"stream":%s,"messages":[{"role":"user","content":"one two"}]}\
        """
            .formatted(model, isStream);
    return RawClient.post(gateway.port(), "/" + provider + path, body);
  }

  /// Asks again where the failure came so late that the client was shown the head before it, as it
  /// should be.
  private static RawResponse askInTime(String provider, String path, String model) {
    for (int tries = 1; ; tries++) {
      long start = System.nanoTime();
      RawResponse answer = ask(provider, path, model, true);
      boolean isLate = System.nanoTime() - start >= HEAD_WITHIN.toNanos();
      if (answer.status() != 200 || !isLate || tries == TRIES_MAX) {
        return answer;
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # provider | path                 | model              | status | code
          anthropic  | /v1/messages         | fake-empty         | 502    | upstream_cut
          anthropic  | /v1/chat/completions | fake-empty         | 502    | upstream_cut
          openai     | /v1/messages         | fake-cut-0         | 502    | upstream_cut
          openai     | /v1/chat/completions | fake-cut-0         | 502    | upstream_cut
          anthropic  | /v1/messages         | fake-error-event-0 | 502    | upstream_error
          openai     | /v1/messages         | fake-error-event-0 | 502    | upstream_error
          """)
  void aStreamThatFailsBeforeItsContentIsAWholeErrorWithItsStatus(
      String provider, String path, String model, int status, String code) {
    RawResponse answer = askInTime(provider, path, model);

    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.headers().first("x-agentgateway-error")).isEqualTo(code);
    assertThat(answer.json().path("error").path("message").stringValue("")).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource({
    "anthropic, /v1/messages",
    "anthropic, /v1/chat/completions",
    "openai, /v1/messages",
    "openai, /v1/chat/completions"
  })
  void whatBreaksAfterTheLastEventOfAStreamTookNothingWithIt(String provider, String path) {
    String[] events =
        provider.equals("openai")
            ? new String[] {
              "data: {\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"one\"},\"finish_reason\":\"stop\"}]}\n\n",
              "data: [DONE]\n\n"
            }
            : new String[] {
              "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"m\",\"content\":[]}}\n\n",
              "event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"one\"}}\n\n",
              "event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":1}}\n\n",
              "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n"
            };
    OwnAnswersTest.provider.enqueue(Answer.events(events).then(new FakeStep.Cut()));
    RawResponse answer = ask(provider, path, "m", true);

    assertThat(answer.isComplete()).as(answer.text()).isTrue();
    assertThat(answer.text()).contains("one").doesNotContain("\"error\"");
  }

  @ParameterizedTest
  @CsvSource({"/v1/messages", "/v1/chat/completions"})
  void anAnswerThatIsTooLargeIsNoFaultOfTheClient(String path) {
    String text = "x".repeat(33 << 20);
    provider.enqueue(
        Answer.json(200, "{\"choices\":[{\"message\":{\"content\":\"" + text + "\"}}]}"));
    RawResponse answer = ask("openai", path, "m", false);

    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.headers().first("x-agentgateway-error")).isEqualTo("upstream_malformed");
    assertThat(answer.text()).contains("33554432");
  }

  @ParameterizedTest
  @CsvSource({
    "anthropic, /v1/messages, fake-slow-first-1500",
    "openai, /v1/chat/completions, fake-slow-first-1500"
  })
  void aStreamThatTakesItsTimeIsStillAStream(String provider, String path, String model) {
    RawResponse answer = ask(provider, path, model, true);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.isComplete()).isTrue();
    assertThat(answer.text()).contains("This").doesNotContain("\"error\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # path               | header       | body
          /v1/messages         | request-id   | {"model":"m","max_tokens":0,"messages":[{"role":"user","content":"q"}]}
          /v1/messages         | request-id   | no JSON
          /v1/chat/completions | x-request-id | no JSON
          /v1/chat/completions | x-request-id | {"messages":[]}
          """)
  void whatTheGatewayItselfAnswersHasAnIdThatTheLogTells(String path, String header, String body) {
    RawResponse answer = RawClient.post(gateway.port(), "/openai" + path, body);

    assertThat(answer.status()).isEqualTo(400);
    String id = Objects.requireNonNull(answer.headers().first(header));
    assertThat(id).matches("req_[0-9a-f]{24}");
    if (header.equals("request-id")) {
      assertThat(answer.json().path("request_id").stringValue("")).isEqualTo(id);
    }
    assertThat(gateway.logLine(line -> line.contains("request.id=" + id)))
        .contains("error.code=bad_request");
  }

  @Test
  void aBodyThatIsTooLargeIsNotAskedFor() {
    try (RawClient client = RawClient.connect(gateway.port())) {
      String head =
          """
          POST /openai/v1/chat/completions HTTP/1.1
          host: a
          expect: 100-continue
          content-length: 40000000

          """;
      client.send(head.replace("\n", "\r\n"));

      assertThat(client.readUntil("\r\n")).startsWith("HTTP/1.1 413 ");
    }
  }

  @Test
  void anAnswerOfTheProviderKeepsItsId() {
    RawResponse answer = ask("anthropic", "/v1/chat/completions", "fake-echo", false);

    String id = Objects.requireNonNull(answer.headers().first("x-request-id"));
    assertThat(gateway.logLine(line -> line.contains("request.id=" + id)))
        .contains("http.status=200");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # method | path                 | allow
          GET      | /v1/messages         | POST
          PUT      | /v1/messages         | POST
          GET      | /v1/chat/completions | POST
          DELETE   | /v1/chat/completions | POST
          POST     | /v1/models           | GET, HEAD
          """)
  void aMethodThatAPathDoesNotTakeIsRefusedWithThoseThatItTakes(
      String method, String path, String allow) {
    try (RawClient client = RawClient.connect(gateway.port())) {
      RawResponse answer = client.send(RawClient.request(method, "/openai" + path, "")).read();

      assertThat(answer.status()).isEqualTo(405);
      assertThat(answer.headers().first("allow")).isEqualTo(allow);
      assertThat(answer.headers().first("x-agentgateway-error")).isEqualTo("method_not_allowed");
      assertThat(answer.json().path("error").path("message").stringValue("")).contains(method);
    }
  }
}
