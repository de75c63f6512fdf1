package dev.agentgateway.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.http.Body;
import dev.agentgateway.http.Endpoint;
import dev.agentgateway.http.Failure;
import dev.agentgateway.http.Timeouts;
import dev.agentgateway.transport.client.ClientLimits;
import dev.agentgateway.transport.wire.HeadLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How long and how many the client waits for.
@Timeout(30)
class ClientLimitsTest {

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

  /// Answers every request on a connection alike.
  private static void serveAll(RawClient peer) throws IOException {
    while (true) {
      peer.readUntil("\r\n\r\n");
      peer.send(OK);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          FIRST_BYTE | ''
          FIRST_BYTE | HTTP/1.1 200 OK
          IDLE       | HTTP/1.1 200 OK~Content-Length: 5~~hel
          REQUEST    | ''
          REQUEST    | HTTP/1.1 200 OK~Content-Length: 5~~hel
          """)
  void everyWaitHasItsLimit(Failure.Wait wait, String answer) throws Exception {
    Timeouts none = new Timeouts(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
    Timeouts timeouts =
        switch (wait) {
          case FIRST_BYTE -> new Timeouts(Duration.ZERO, SHORT, Duration.ZERO, Duration.ZERO);
          case IDLE -> new Timeouts(Duration.ZERO, Duration.ZERO, SHORT, Duration.ZERO);
          case REQUEST -> none.withTotal(SHORT);
          case CONNECT, CLIENT -> throw new IllegalArgumentException(wait.toString());
        };
    CompletableFuture<Boolean> closed = new CompletableFuture<>();
    try (RawUpstream upstream =
        new RawUpstream(peer -> {
          peer.readUntil("\r\n\r\n");
          peer.send(answer.replace("~", "\r\n"));
          closed.complete(peer.isClosedByPeer());
        })) {
      Fetch.Got got = send(at(upstream), "GET", Body.NONE, timeouts);
      assertThat(got.failure()).isEqualTo(new Failure.TimedOut(wait, SHORT));
      assertThat(closed.get(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void anUpstreamThatDoesNotTakeTheBodyIsIdle() throws Exception {
    try (RawUpstream upstream =
        new RawUpstream(peer -> {
          peer.readUntil("\r\n\r\n");
          new CountDownLatch(1).await(5, TimeUnit.SECONDS);
        })) {
      Handlers.Endless endless = new Handlers.Endless(transport.loop());
      Timeouts timeouts = new Timeouts(Duration.ZERO, Duration.ZERO, SHORT, Duration.ZERO);
      Fetch.Got got = send(at(upstream), "POST", endless, timeouts);
      assertThat(got.failure()).isEqualTo(new Failure.TimedOut(Failure.Wait.IDLE, SHORT));
      assertThat(endless.sent.get()).isLessThan(32L << 20);
    }
  }

  @Test
  void connectingHasItsLimit() throws Exception {
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        RawClient one = new RawClient((InetSocketAddress) full.getLocalSocketAddress());
        RawClient two = new RawClient((InetSocketAddress) full.getLocalSocketAddress())) {
      assertThat(one.socket.isConnected() && two.socket.isConnected()).isTrue();
      // The queue of the listening socket is full: the kernel answers no more.
      Endpoint endpoint = new Endpoint("127.0.0.1", full.getLocalPort(), null);
      Fetch.Got got = send(endpoint, "GET", Body.NONE, Timeouts.DEFAULT.withConnect(SHORT));
      assertThat(got.failure()).isEqualTo(new Failure.TimedOut(Failure.Wait.CONNECT, SHORT));
    }
  }

  @Test
  void connectionsAndWaitersAreBounded() throws Exception {
    reopen(
        TransportOptions.DEFAULT.withClientLimits(
            ClientLimits.DEFAULT.withConnections(1, 1).withWaitTimeout(Duration.ofSeconds(10))));
    CountDownLatch answer = new CountDownLatch(1);
    try (RawUpstream upstream =
        new RawUpstream(peer -> {
          peer.readUntil("\r\n\r\n");
          answer.await();
          peer.send(OK);
          serveAll(peer);
        })) {
      CompletableFuture<Fetch.Got> running = async(at(upstream));
      CompletableFuture<Fetch.Got> waiting = async(at(upstream));
      CompletableFuture<Fetch.Got> refused = async(at(upstream));
      assertThat(CompletableFuture.anyOf(running, waiting, refused).get(10, TimeUnit.SECONDS))
          .extracting(got -> ((Fetch.Got) got).failure())
          .isInstanceOf(Failure.Overloaded.class);
      answer.countDown();
      long served = 0;
      for (CompletableFuture<Fetch.Got> each : List.of(running, waiting, refused)) {
        served += each.get(10, TimeUnit.SECONDS).status() == 200 ? 1 : 0;
      }
      assertThat(served).isEqualTo(2);
      assertThat(upstream.connections.get()).isEqualTo(1);
    }
  }

  private CompletableFuture<Fetch.Got> async(Endpoint endpoint) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return send(endpoint, "GET", Body.NONE, Timeouts.DEFAULT);
          } catch (Exception failed) {
            throw new IllegalStateException(failed);
          }
        },
        task -> Thread.ofVirtual().start(task));
  }

  @Test
  void waitingForAConnectionHasItsLimit() throws Exception {
    reopen(
        TransportOptions.DEFAULT.withClientLimits(
            ClientLimits.DEFAULT.withConnections(1, 5).withWaitTimeout(SHORT)));
    CountDownLatch done = new CountDownLatch(1);
    CompletableFuture<Boolean> taken = new CompletableFuture<>();
    try (RawUpstream upstream =
        new RawUpstream(peer -> {
          peer.readUntil("\r\n\r\n");
          taken.complete(true);
          done.await();
          peer.send(OK);
        })) {
      CompletableFuture<Fetch.Got> running = async(at(upstream));
      taken.get(10, TimeUnit.SECONDS);
      assertThat(send(at(upstream), "GET", Body.NONE, Timeouts.DEFAULT).failure())
          .isEqualTo(new Failure.TimedOut(Failure.Wait.CONNECT, SHORT));
      done.countDown();
      assertThat(running.get(10, TimeUnit.SECONDS).body()).isEqualTo("ok");
    }
  }

  @Test
  void endpointsThatServeNothingNowAreForgottenFirst() throws Exception {
    ClientLimits one =
        new ClientLimits(HeadLimits.DEFAULT, 8, 8, Duration.ofMinutes(1), 8, SHORT, 1);
    reopen(TransportOptions.DEFAULT.withClientLimits(one));
    CompletableFuture<Boolean> closed = new CompletableFuture<>();
    try (RawUpstream first =
            new RawUpstream(peer -> {
              peer.readUntil("\r\n\r\n");
              peer.send(OK);
              closed.complete(peer.isClosedByPeer());
            });
        RawUpstream second = new RawUpstream(ClientLimitsTest::serveAll)) {
      send(at(first), "GET", Body.NONE, Timeouts.DEFAULT);
      send(at(second), "GET", Body.NONE, Timeouts.DEFAULT);
      assertThat(closed.get(10, TimeUnit.SECONDS)).isTrue();
    }
  }
}
