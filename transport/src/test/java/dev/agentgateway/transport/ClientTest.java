package dev.agentgateway.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentgateway.http.Body;
import dev.agentgateway.http.Client;
import dev.agentgateway.http.Endpoint;
import dev.agentgateway.http.Failure;
import dev.agentgateway.http.Headers;
import dev.agentgateway.http.Loop;
import dev.agentgateway.http.Response;
import dev.agentgateway.http.Timeouts;
import dev.agentgateway.transport.client.ClientLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests on their way: pools, second tries, waits and limits.
@Timeout(30)
class ClientTest {

  private static final Duration SHORT = Duration.ofMillis(150);
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private Transport transport = Transport.open(TransportOptions.DEFAULT.withThreads(1));

  @AfterEach
  void close() {
    transport.close();
  }

  private void reopen(TransportOptions options) {
    transport.close();
    transport = Transport.open(options.withThreads(1));
  }

  private static Endpoint at(RawUpstream upstream) {
    return new Endpoint("127.0.0.1", upstream.port(), null);
  }

  private Fetch.Got send(Endpoint endpoint, String method, Body body, Timeouts timeouts)
      throws Exception {
    return Fetch.send(transport, transport.loop(), endpoint, method, "/", body, timeouts);
  }

  private static Body body(String text) {
    return Body.of(text.getBytes(ISO_8859_1));
  }

  /// Answers every request on a connection alike.
  private static void serveAll(RawClient peer) throws IOException {
    while (true) {
      peer.readUntil("\r\n\r\n");
      peer.send(OK);
    }
  }

  @Test
  void theHeadIsCanonical() throws Exception {
    CompletableFuture<String> seen = new CompletableFuture<>();
    try (RawUpstream upstream =
        new RawUpstream(peer -> {
          seen.complete(peer.readUntil("hello"));
          peer.send(OK);
        })) {
      Loop loop = transport.loop();
      Fetch.send(
          transport, loop, at(upstream), "POST", "/a b?c=ä", body("hello"), Timeouts.DEFAULT);
      assertThat(seen.get(10, TimeUnit.SECONDS))
          .isEqualTo(
              "POST /a%20b?c=%C3%A4 HTTP/1.1\r\nhost: upstream.test\r\naccept: */*\r\ncontent-length: 5\r\n\r\nhello");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET / HTTP/1.1\r\nX: y", "", "G T", "GET:"})
  void aMethodThatWouldForgeAnotherMessageIsNotSent(String method) throws Exception {
    try (RawUpstream upstream = new RawUpstream(ClientTest::serveAll)) {
      Fetch.Got got = send(at(upstream), method, Body.NONE, Timeouts.DEFAULT);
      assertThat(got.failure()).isInstanceOf(Failure.Internal.class);
    }
  }

  @Test
  void connectionsAreUsedAgain() throws Exception {
    try (RawUpstream upstream = new RawUpstream(ClientTest::serveAll)) {
      for (int i = 0; i < 20; i++) {
        assertThat(send(at(upstream), "GET", Body.NONE, Timeouts.DEFAULT).body()).isEqualTo("ok");
      }
      assertThat(upstream.connections.get()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok",
        "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nKeep-Alive: timeout=1\r\n\r\nok"
      })
  void someConnectionsAreNotUsedAgain(String answer) throws Exception {
    try (RawUpstream upstream =
        new RawUpstream(peer -> {
          peer.readUntil("\r\n\r\n");
          peer.send(answer);
          peer.isClosedByPeer();
        })) {
      for (int i = 1; i <= 3; i++) {
        assertThat(send(at(upstream), "GET", Body.NONE, Timeouts.DEFAULT).body()).isEqualTo("ok");
        assertThat(upstream.connections.get()).isEqualTo(i);
      }
    }
  }

  @Test
  void anIdleConnectionIsClosedAfterItsTime() throws Exception {
    reopen(TransportOptions.DEFAULT.withClientLimits(ClientLimits.DEFAULT.withIdle(8, SHORT)));
    CompletableFuture<Boolean> closed = new CompletableFuture<>();
    try (RawUpstream upstream =
        new RawUpstream(peer -> {
          peer.readUntil("\r\n\r\n");
          peer.send(OK);
          closed.complete(peer.isClosedByPeer());
        })) {
      send(at(upstream), "GET", Body.NONE, Timeouts.DEFAULT);
      assertThat(closed.get(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void idleConnectionsAreBounded() throws Exception {
    reopen(
        TransportOptions.DEFAULT.withClientLimits(
            ClientLimits.DEFAULT.withIdle(0, Duration.ofMinutes(1))));
    try (RawUpstream upstream = new RawUpstream(ClientTest::serveAll)) {
      send(at(upstream), "GET", Body.NONE, Timeouts.DEFAULT);
      send(at(upstream), "GET", Body.NONE, Timeouts.DEFAULT);
      assertThat(upstream.connections.get()).isEqualTo(2);
    }
  }

  /// The first connection answers once, then takes the next request and closes without a word.
  private static RawUpstream dyingOnce() throws IOException {
    return new RawUpstream(
        peer -> {
          peer.readUntil("\r\n\r\n");
          peer.send(OK);
          peer.readUntil("\r\n\r\n");
        },
        ClientTest::serveAll);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, true",
    "PUT, true",
    "DELETE, true",
    "HEAD, true",
    "POST, false",
    "PATCH, false"
  })
  void aStaleConnectionIsReplacedForIdempotentMethods(String method, boolean isReplaced)
      throws Exception {
    try (RawUpstream upstream = dyingOnce()) {
      send(at(upstream), "GET", Body.NONE, Timeouts.DEFAULT);
      Fetch.Got got = send(at(upstream), method, Body.NONE, Timeouts.DEFAULT);
      if (isReplaced) {
        assertThat(got.status()).isEqualTo(200);
        assertThat(upstream.connections.get()).isEqualTo(2);
      } else {
        assertThat(got.failure()).isInstanceOf(Failure.UpstreamCut.class);
        assertThat(upstream.connections.get()).isEqualTo(1);
      }
    }
  }

  @Test
  void aBodyThatCannotBeReadAgainIsNotSentAgain() throws Exception {
    try (RawUpstream upstream = dyingOnce()) {
      send(at(upstream), "GET", Body.NONE, Timeouts.DEFAULT);
      Handlers.Stream once = new Handlers.Stream();
      assertThat(send(at(upstream), "PUT", once, Timeouts.DEFAULT).failure())
          .isInstanceOf(Failure.UpstreamCut.class);
      assertThat(once.cancelled.get(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aSecondTryIsMadeOnce() throws Exception {
    try (RawUpstream upstream =
        new RawUpstream(
            peer -> {
              peer.readUntil("\r\n\r\n");
              peer.send(OK);
              peer.readUntil("\r\n\r\n");
            },
            peer -> peer.readUntil("\r\n\r\n"))) {
      send(at(upstream), "GET", Body.NONE, Timeouts.DEFAULT);
      Fetch.Got got = send(at(upstream), "GET", Body.NONE, Timeouts.DEFAULT);
      assertThat(got.failure()).isInstanceOf(Failure.UpstreamCut.class);
      assertThat(upstream.connections.get()).isEqualTo(2);
    }
  }

  @Test
  void noSecondTryAfterAByteOfTheAnswer() throws Exception {
    try (RawUpstream upstream =
        new RawUpstream(
            peer -> {
              peer.readUntil("\r\n\r\n");
              peer.send(OK);
              peer.readUntil("\r\n\r\n");
              peer.send("H");
            },
            ClientTest::serveAll)) {
      send(at(upstream), "GET", Body.NONE, Timeouts.DEFAULT);
      assertThat(send(at(upstream), "GET", Body.NONE, Timeouts.DEFAULT).failure())
          .isInstanceOf(Failure.UpstreamCut.class);
    }
  }

  @Test
  void aRefusedConnectionIsTold() throws Exception {
    int port;
    // Without a thread that accepts, which could still take one connection while it closes.
    try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = gone.getLocalPort();
    }
    Fetch.Got got = send(new Endpoint("127.0.0.1", port, null), "GET", Body.NONE, Timeouts.DEFAULT);
    assertThat(got.failure()).isInstanceOf(Failure.ConnectFailed.class);
    assertThat(String.valueOf(got.failure())).contains("refused");
  }

  @Test
  void aNameWithoutAnAddressIsTold() throws Exception {
    Endpoint endpoint = new Endpoint("no-such-host.invalid", 80, null);
    assertThat(send(endpoint, "GET", Body.NONE, Timeouts.DEFAULT).failure())
        .isEqualTo(new Failure.DnsFailed("no-such-host.invalid"));
  }

  @Test
  void overridesComeBeforeDns() throws Exception {
    try (RawUpstream upstream = new RawUpstream(ClientTest::serveAll)) {
      reopen(
          TransportOptions.DEFAULT.withAddresses(
              Map.of("API.example.com:443", "127.0.0.1:" + upstream.port())));
      Endpoint endpoint = new Endpoint("api.example.com", 443, null);
      assertThat(send(endpoint, "GET", Body.NONE, Timeouts.DEFAULT).body()).isEqualTo("ok");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", ":80", "127.0.0.1:0", "127.0.0.1:x", "127.0.0.1:99999"})
  void anOverrideThatIsNoAddressIsRefused(String address) {
    assertThatThrownBy(
            () -> Transport.open(TransportOptions.DEFAULT.withAddresses(Map.of("a:80", address))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected: ADDRESS:PORT");
  }

  @Test
  void everyAddressOfANameIsTried() throws Exception {
    // localhost has ::1 first on many machines, where nobody listens on this port.
    try (RawUpstream upstream = new RawUpstream(ClientTest::serveAll)) {
      Endpoint endpoint = new Endpoint("localhost", upstream.port(), null);
      assertThat(send(endpoint, "GET", Body.NONE, Timeouts.DEFAULT).body()).isEqualTo("ok");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel"})
  void cancellingClosesTheConnectionAndNothingIsCalled(String answer) throws Exception {
    CompletableFuture<Boolean> asked = new CompletableFuture<>();
    CompletableFuture<Boolean> closed = new CompletableFuture<>();
    try (RawUpstream upstream =
        new RawUpstream(peer -> {
          peer.readUntil("\r\n\r\n");
          peer.send(answer);
          asked.complete(true);
          closed.complete(peer.isClosedByPeer());
        })) {
      Loop loop = transport.loop();
      CompletableFuture<String> called = new CompletableFuture<>();
      CompletableFuture<Client.Call> call = new CompletableFuture<>();
      CompletableFuture<Response> response = new CompletableFuture<>();
      loop.execute(() ->
          call.complete(
              transport
                  .client()
                  .send(
                      loop,
                      at(upstream),
                      Fetch.request(loop, "GET", "/", Body.NONE),
                      Timeouts.DEFAULT,
                      new Client.Answer() {
                        @Override
                        public void response(Response came) {
                          came.body().readTo(new Handlers.Failing(new CompletableFuture<>()));
                          response.complete(came);
                        }

                        @Override
                        public void fail(Failure failure) {
                          called.complete("fail");
                        }
                      })));
      asked.get(10, TimeUnit.SECONDS);
      if (!answer.isEmpty()) {
        response.get(10, TimeUnit.SECONDS);
      }
      loop.execute(() -> call.join().cancel());
      assertThat(closed.get(10, TimeUnit.SECONDS)).isTrue();
      assertThat(called).isNotDone();
    }
  }

  @Test
  void anEarlyRefusalStopsTheUpload() throws Exception {
    CompletableFuture<Boolean> closed = new CompletableFuture<>();
    try (RawUpstream upstream =
        new RawUpstream(peer -> {
          peer.readUntil("\r\n\r\n");
          peer.send("HTTP/1.1 413 Too Large\r\nContent-Length: 3\r\n\r\nbig");
          while (!peer.isClosedByPeer()) {
            // What was on its way.
          }
          closed.complete(true);
        })) {
      Handlers.Stream body = new Handlers.Stream();
      Fetch.Got got = send(at(upstream), "POST", body, Timeouts.DEFAULT);
      assertThat(got.status()).isEqualTo(413);
      assertThat(got.body()).isEqualTo("big");
      assertThat(body.cancelled.get(10, TimeUnit.SECONDS)).isTrue();
      assertThat(closed.get(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void framingHeadersOfACallerAreNotBelieved() throws Exception {
    CompletableFuture<String> seen = new CompletableFuture<>();
    try (RawUpstream upstream =
        new RawUpstream(peer -> {
          seen.complete(peer.readUntil("\r\n\r\n"));
          peer.send(OK);
        })) {
      Loop loop = transport.loop();
      Headers headers =
          Headers.of(
              "host", "evil", "content-length", "9", "transfer-encoding", "x", "x-kept", "1");
      loop.execute(() ->
          transport
              .client()
              .send(
                  loop,
                  at(upstream),
                  Fetch.request(loop, "GET", "/", Body.NONE).withHeaders(headers),
                  Timeouts.DEFAULT,
                  new Fetch()));
      assertThat(seen.get(10, TimeUnit.SECONDS))
          .isEqualTo("GET / HTTP/1.1\r\nhost: upstream.test\r\nx-kept: 1\r\n\r\n");
    }
  }
}
