package dev.agentgateway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.http.Headers;
import dev.agentgateway.llm.fake.script.FakeStep;
import dev.agentgateway.llm.sse.SseEvent;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FakeUpstreamTest {

  private static final Duration SOON = Duration.ofSeconds(10);
  private static final String ECHO =
      """
      {"model":"fake-echo","max_tokens":100,"messages":[{"role":"user","content":"Hello there"}]}\
      """;

  @Test
  void fakeModelsAnswerAndTheRequestIsKept() {
    try (FakeUpstream upstream = FakeUpstream.start()) {
      RawResponse response =
          RawClient.post(
              upstream.port(), "/v1/messages?beta=true", ECHO, "anthropic-version", "2023-06-01");
      assertThat(response.status()).isEqualTo(200);
      assertThat(response.isComplete()).isTrue();
      assertThat(response.json().at("/content/0/text").stringValue()).isEqualTo("Hello there");
      Received request = upstream.take();
      assertThat(request.method()).isEqualTo("POST");
      assertThat(request.path()).isEqualTo("/v1/messages");
      assertThat(request.target()).isEqualTo("/v1/messages?beta=true");
      assertThat(request.headers().first("anthropic-version")).isEqualTo("2023-06-01");
      assertThat(request.text()).isEqualTo(ECHO);
      assertThat(request.awaitAnswered(SOON)).isTrue();
      assertThat(upstream.problems()).isEmpty();
    }
  }

  @Test
  void anyNameIsEchoedAndAStreamComesInChunks() {
    try (FakeUpstream upstream = FakeUpstream.start()) {
      String body =
          """
          {"model":"gpt-4o","stream":true,"messages":[{"role":"user","content":"Hello there"}]}\
          """;
      RawResponse response = RawClient.post(upstream.port(), "/v1/chat/completions", body);
      assertThat(response.headers().first("transfer-encoding")).isEqualTo("chunked");
      List<SseEvent> events = response.events();
      assertThat(events).hasSize(5);
      assertThat(events.getLast().isDone()).isTrue();
      assertThat(events.get(1).data()).contains("\"model\":\"gpt-4o\"").contains("\"Hello\"");
    }
  }

  @Test
  void queuedAnswersGoFirst() {
    try (FakeUpstream upstream = FakeUpstream.start()) {
      upstream
          .enqueue(Answer.json(503, "{}"), Answer.text(200, "two"))
          .answering(request -> Answer.text(200, "then " + request.path()));
      assertThat(RawClient.get(upstream.port(), "/a").status()).isEqualTo(503);
      assertThat(RawClient.get(upstream.port(), "/b").text()).isEqualTo("two");
      assertThat(RawClient.get(upstream.port(), "/c").text()).isEqualTo("then /c");
      assertThat(RawClient.get(upstream.port(), "/d").text()).isEqualTo("then /d");
      assertThat(upstream.received()).hasSize(4);
      assertThat(upstream.connections()).isEqualTo(4);
    }
  }

  @Test
  void aConnectionTakesManyRequests() {
    try (FakeUpstream upstream = FakeUpstream.start();
        RawClient client = RawClient.connect(upstream.port())) {
      upstream.answering(Answer.text(200, "ok"));
      for (int i = 0; i < 3; i++) {
        client.send("GET /" + i + " HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(client.read().text()).isEqualTo("ok");
        assertThat(upstream.take().connection()).isEqualTo(1);
      }
      client.send("POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n");
      client.send("3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n");
      assertThat(client.read().status()).isEqualTo(200);
      assertThat(upstream.take().text()).isEqualTo("abcde");
      client.send("HEAD / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
      assertThat(client.readHeadOnly().headers().first("content-length")).isEqualTo("2");
      assertThat(client.awaitClosed()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.0\r\nhost: x\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nhost: x\r\nhost: y\r\n\r\n",
        "GET / HTTP/1.1\nhost: x\n\n",
        "GET  / HTTP/1.1\r\nhost: x\r\n\r\n",
        "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n",
        "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: -1\r\n\r\n",
        "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 1\r\n\r\na",
        "POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: gzip, chunked\r\n\r\n",
        "POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n2\r\nabc\r\n0\r\n\r\n",
        "GET / HTTP/1.1\r\nhost: x\r\na b: c\r\n\r\n",
        "GET / HTTP/1.1\r\nhost: x\r\na: b\u0001\r\n\r\n",
        "GET / HTTP/1.1\r\nhost: x\r\na: b\r\n c\r\n\r\n",
      })
  void whatIsNoHttpIsAProblem(String bytes) {
    try (FakeUpstream upstream = FakeUpstream.start();
        RawClient client = RawClient.connect(upstream.port())) {
      client.send(bytes);
      assertThat(client.read().status()).isEqualTo(400);
      assertThat(upstream.problems()).hasSize(1);
      assertThat(upstream.received()).isEmpty();
    }
  }

  @Test
  void anInterimAnswerIsGivenToWhoWaitsForIt() {
    try (FakeUpstream upstream = FakeUpstream.start();
        RawClient client = RawClient.connect(upstream.port())) {
      upstream.answering(Answer.text(200, "ok"));
      client.send(
          "POST / HTTP/1.1\r\nhost: x\r\nexpect: 100-continue\r\ncontent-length: 2\r\n\r\n");
      assertThat(client.readUntil("\r\n\r\n")).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
      client.send("ab");
      assertThat(client.read().text()).isEqualTo("ok");
    }
  }

  @Test
  void aCutIsSeenAsACut() {
    try (FakeUpstream upstream = FakeUpstream.start()) {
      upstream.enqueue(
          Answer.events("data: a\n\n").then(new FakeStep.Cut()),
          Answer.cut(),
          Answer.raw("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc"));
      RawResponse cut = RawClient.get(upstream.port(), "/");
      assertThat(cut.isComplete()).isFalse();
      assertThat(cut.events()).hasSize(1);
      try (RawClient client = RawClient.connect(upstream.port())) {
        client.send("GET / HTTP/1.1\r\nhost: x\r\n\r\n");
        assertThat(client.awaitClosed()).isTrue();
      }
      RawResponse shortened = RawClient.get(upstream.port(), "/");
      assertThat(shortened.isComplete()).isFalse();
      assertThat(shortened.text()).isEqualTo("abc");
    }
  }

  @Test
  void aClientThatLeavesIsSeenAtOnce() {
    try (FakeUpstream upstream = FakeUpstream.start()) {
      upstream.enqueue(Answer.events("data: a\n\n").then(new FakeStep.Silence()), Answer.silence());
      RawClient client = RawClient.connect(upstream.port());
      client.send("GET / HTTP/1.1\r\nhost: x\r\n\r\n");
      assertThat(client.readUntil("\n\n")).endsWith("data: a\n\n");
      Received request = upstream.take();
      assertThat(request.leftNanos()).isZero();
      long before = System.nanoTime();
      client.close();
      assertThat(request.awaitLeft(SOON)).isTrue();
      assertThat(request.leftNanos() - before).isBetween(0L, SOON.toNanos());
      RawClient other = RawClient.connect(upstream.port());
      other.send("GET / HTTP/1.1\r\nhost: x\r\n\r\n");
      Received silent = upstream.take();
      other.reset();
      assertThat(silent.awaitLeft(SOON)).isTrue();
    }
  }

  @Test
  void aPauseIsKept() {
    try (FakeUpstream upstream = FakeUpstream.start()) {
      upstream.answering(Answer.text(200, "late").after(Duration.ofMillis(300)));
      long before = System.nanoTime();
      assertThat(RawClient.get(upstream.port(), "/").text()).isEqualTo("late");
      assertThat(System.nanoTime() - before).isGreaterThan(Duration.ofMillis(290).toNanos());
    }
  }

  @Test
  void tlsIsSpokenWithTheNamesOfTheCertificate() throws Exception {
    TestCertificates certificates = TestCertificates.of("api.anthropic.com");
    try (FakeUpstream upstream = FakeUpstream.startTls(certificates)) {
      upstream.answering(Answer.text(200, "secret"));
      try (RawClient client =
          RawClient.connectTls(upstream.port(), certificates, "api.anthropic.com")) {
        client.send("GET / HTTP/1.1\r\nhost: api.anthropic.com\r\n\r\n");
        assertThat(client.read().text()).isEqualTo("secret");
      }
      assertThat(upstream.take().serverName()).isEqualTo("api.anthropic.com");
      HttpClient java = HttpClient.newBuilder().sslContext(certificates.clientContext()).build();
      HttpResponse<String> response =
          java.send(
              HttpRequest.newBuilder(
                      URI.create("https://localhost:%d/x".formatted(upstream.port())))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(response.body()).isEqualTo("secret");
      assertThat(certificates.authorityPem()).startsWith("-----BEGIN CERTIFICATE-----");
      assertThat(certificates.server().chain()).contains("-----BEGIN CERTIFICATE-----");
    }
  }

  @Test
  void aCutInTlsHasNoGoodbye() {
    TestCertificates certificates = TestCertificates.of();
    try (FakeUpstream upstream = FakeUpstream.startTls(certificates)) {
      upstream.answering(Answer.events("data: a\n\n").then(new FakeStep.Cut()));
      try (RawClient client = RawClient.connectTls(upstream.port(), certificates, "localhost")) {
        client.send("GET / HTTP/1.1\r\nhost: x\r\n\r\n");
        assertThat(client.read().isComplete()).isFalse();
      }
    }
  }

  @Test
  void theStandardClientUnderstandsIt() throws Exception {
    try (FakeUpstream upstream = FakeUpstream.start();
        HttpClient java = HttpClient.newHttpClient()) {
      upstream.enqueue(
          Answer.events("data: a\n\n", "data: b\n\n"), Answer.of(204, Headers.NONE, ""));
      URI uri = URI.create("http://" + upstream.address() + "/");
      HttpResponse<String> response =
          java.send(
              HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofString("x")).build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(response.body()).isEqualTo("data: a\n\ndata: b\n\n");
    }
  }
}
