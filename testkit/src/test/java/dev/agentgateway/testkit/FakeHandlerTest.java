package dev.agentgateway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.http.Server;
import dev.agentgateway.llm.fake.FakeHandler;
import dev.agentgateway.llm.fake.FakeProvider;
import dev.agentgateway.transport.Transport;
import dev.agentgateway.transport.TransportOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The fake models behind our own server give what they give behind the plain one.
final class FakeHandlerTest {

  private static final String[] VERSION = {"anthropic-version", "2023-06-01"};

  private static Transport transport;
  private static int port;

  @BeforeAll
  static void start() throws IOException {
    transport = Transport.open(TransportOptions.DEFAULT);
    Server.Port bound =
        transport
            .server()
            .bind(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                new FakeHandler(FakeProvider.strict()),
                null);
    port = bound.address().getPort();
  }

  @AfterAll
  static void stop() {
    transport.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fake-echo",
        "fake-long-300-0",
        "fake-slow-first-20",
        "fake-cut",
        "fake-cut-0",
        "fake-malformed",
        "fake-error-event",
        "fake-html",
        "fake-empty",
        "fake-429",
        "fake-500"
      })
  void bothServersGiveTheSame(String model) {
    try (FakeUpstream plain = FakeUpstream.start()) {
      for (boolean isStreamed : new boolean[] {true, false}) {
        String body = body(model, isStreamed);
        RawResponse ours = RawClient.post(port, "/v1/messages", body, VERSION);
        RawResponse theirs = RawClient.post(plain.port(), "/v1/messages", body, VERSION);
        assertThat(ours.status()).isEqualTo(theirs.status());
        assertThat(ours.isComplete()).isEqualTo(theirs.isComplete());
        assertThat(ours.text()).isEqualTo(theirs.text());
        assertThat(ours.headers().first("content-type"))
            .isEqualTo(theirs.headers().first("content-type"));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"fake-stall, true", "fake-silent, false", "fake-endless, true"})
  void anAnswerWithoutAnEndIsLeftByTheClient(String model, boolean hasBegun) {
    try (RawClient client = RawClient.connect(port)) {
      client.send(RawClient.request("POST", "/v1/messages", body(model, true), VERSION));
      if (hasBegun) {
        assertThat(client.readUntil("text_delta")).contains("200");
      }
    }
    assertThat(RawClient.post(port, "/v1/messages", body("fake-echo", false), VERSION).status())
        .isEqualTo(200);
  }

  @Test
  void everySecondRequestOfTheFlakyModelFails() {
    String body = body("fake-flaky", false);
    int first = RawClient.post(port, "/v1/messages", body, VERSION).status();
    int second = RawClient.post(port, "/v1/messages", body, VERSION).status();
    assertThat(new int[] {first, second}).containsExactlyInAnyOrder(200, 503);
  }

  @Test
  void tokensComeAtTheirRate() {
    long before = System.nanoTime();
    RawResponse response =
        RawClient.post(port, "/v1/messages", body("fake-long-20-100", true), VERSION);
    assertThat(response.isComplete()).isTrue();
    assertThat(System.nanoTime() - before).isGreaterThan(Duration.ofMillis(190).toNanos());
  }

  @Test
  void aBodyPastTheLimitIsRefused() {
    String body = "{\"model\":\"" + "x".repeat(33 << 20) + "\"}";
    assertThat(RawClient.post(port, "/v1/messages", body, VERSION).status()).isEqualTo(413);
  }

  private static String body(String model, boolean isStreamed) {
    return """
    {"model":"%s","max_tokens":500,"stream":%s,"messages":[{"role":"user","content":"Hi"}]}\
    """
        .formatted(model, isStreamed);
  }
}
