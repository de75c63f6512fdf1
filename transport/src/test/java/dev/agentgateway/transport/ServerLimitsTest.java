package dev.agentgateway.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentgateway.http.Body;
import dev.agentgateway.http.Chunk;
import dev.agentgateway.http.Failure;
import dev.agentgateway.http.Handler;
import dev.agentgateway.http.Responder;
import dev.agentgateway.http.Response;
import dev.agentgateway.http.Server;
import dev.agentgateway.transport.server.ServerLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What the server bounds, and how it ends.
@Timeout(30)
class ServerLimitsTest {

  private static final Duration SHORT = Duration.ofMillis(150);
  private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

  private final BlockingQueue<String> endings = new LinkedBlockingQueue<>();
  private final Responder.Done told = (ending, bytes) -> endings.add(ending + " " + bytes);
  private Transport transport = Transport.open(TransportOptions.DEFAULT.withThreads(1));

  @AfterEach
  void close() {
    transport.close();
  }

  private Server.Port serve(ServerLimits limits, Handler handler) throws IOException {
    transport.close();
    transport = Transport.open(TransportOptions.DEFAULT.withThreads(1).withServerLimits(limits));
    return serve(handler);
  }

  private Server.Port serve(Handler handler) throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return transport.server().bind(any, handler, null);
  }

  private String ending() throws InterruptedException {
    return String.valueOf(endings.poll(10, TimeUnit.SECONDS));
  }

  @Test
  void aReaderThatDoesNotReadHoldsTheBodyBack() throws Exception {
    CompletableFuture<Handlers.Endless> begun = new CompletableFuture<>();
    Server.Port port =
        serve((request, responder) -> {
          Handlers.Endless body = new Handlers.Endless(request.connection().loop());
          responder.respond(Response.of(200).withBody(body), told);
          begun.complete(body);
        });
    try (RawClient client = new RawClient(port.address())) {
      client.send(GET);
      Handlers.Endless body = begun.get(10, TimeUnit.SECONDS);
      assertThat(body.paused.get(10, TimeUnit.SECONDS)).isTrue();
      // What is out: the kernel's buffers on both sides, and at most the high water mark.
      assertThat(body.sent.get()).isLessThan(16L << 20);
      client.socket.getInputStream().readNBytes(32 << 20);
      assertThat(body.sent.get()).isGreaterThan(16L << 20);
    }
  }

  @Test
  void aSenderIsHeldBackByAHandlerThatPauses() throws Exception {
    CompletableFuture<Body> paused = new CompletableFuture<>();
    Server.Port port =
        serve((request, responder) ->
            request
                .body()
                .readTo(
                    new Body.Sink() {
                      @Override
                      public void chunk(Chunk chunk) {
                        chunk.release();
                        request.body().pause();
                        paused.complete(request.body());
                      }

                      @Override
                      public void end() {}

                      @Override
                      public void fail(Failure failure) {}
                    }));
    try (RawClient client = new RawClient(port.address())) {
      client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000000\r\n\r\n");
      CompletableFuture<Long> wrote = new CompletableFuture<>();
      Thread.ofVirtual()
          .start(() -> {
            byte[] piece = new byte[1 << 16];
            long count = 0;
            try {
              while (count < 1_000_000_000) {
                client.socket.getOutputStream().write(piece);
                count += piece.length;
              }
            } catch (IOException closed) {
              wrote.complete(count);
            }
            wrote.complete(count);
          });
      paused.get(10, TimeUnit.SECONDS);
      client.socket.setSoTimeout(300);
      assertThatThrownBy(client::readAll).isInstanceOf(SocketTimeoutException.class);
      client.hangUp();
      assertThat(wrote.get(10, TimeUnit.SECONDS)).isLessThan(32L << 20);
    }
  }

  @Test
  void aSlowHeadIsAnswered408() throws Exception {
    Server.Port port = serve(ServerLimits.DEFAULT.withTimeouts(SHORT), Handlers.echo());
    try (RawClient client = new RawClient(port.address())) {
      client.send("GET / HTTP/1.1\r\nHos");
      assertThat(client.readAll())
          .startsWith("HTTP/1.1 408 ")
          .contains("x-agentgateway-error: client_timeout\r\n");
    }
  }

  @Test
  void aSlowBodyFailsAndIsAnswered408() throws Exception {
    Server.Port port = serve(ServerLimits.DEFAULT.withTimeouts(SHORT), Handlers.echo());
    try (RawClient client = new RawClient(port.address())) {
      client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhel");
      assertThat(client.readAll()).startsWith("HTTP/1.1 408 ").contains("client_timeout");
    }
  }

  /// Each byte comes in time, and all of them would take days.
  @Test
  void aBodyThatTricklesIsAnswered408() throws Exception {
    Server.Port port = serve(ServerLimits.DEFAULT.withTimeouts(SHORT), Handlers.echo());
    try (RawClient client = new RawClient(port.address())) {
      client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n");
      client.socket.setSoTimeout((int) SHORT.toMillis() / 8);
      int first = -1;
      for (int sent = 0; first < 0 && sent < 1000; sent++) {
        client.send("x");
        try {
          first = client.socket.getInputStream().read();
        } catch (SocketTimeoutException nothingYet) {
          // Another byte, then.
        }
      }
      assertThat((char) first).isEqualTo('H');
      assertThat(client.readAll()).startsWith("TTP/1.1 408 ").contains("client_timeout");
    }
  }

  @Test
  void anIdleConnectionIsClosed() throws Exception {
    Server.Port port = serve(ServerLimits.DEFAULT.withTimeouts(SHORT), Handlers.echo());
    try (RawClient client = new RawClient(port.address());
        RawClient silent = new RawClient(port.address())) {
      client.send(GET);
      client.readUntil("GET a / null\n");
      assertThat(client.isClosedByPeer()).isTrue();
      assertThat(silent.isClosedByPeer()).isTrue();
    }
  }

  @Test
  void aReaderThatStallsLosesItsConnection() throws Exception {
    Server.Port port =
        serve(
            ServerLimits.DEFAULT.withTimeouts(SHORT),
            (request, responder) ->
                responder.respond(
                    Response.of(200).withBody(new Handlers.Endless(request.connection().loop())),
                    told));
    try (RawClient client = new RawClient(port.address())) {
      client.send(GET);
      assertThat(ending()).startsWith("CLIENT_GONE");
    }
  }

  @Test
  void moreConnectionsThanTheLimitAreClosedAtOnce() throws Exception {
    Server.Port port = serve(ServerLimits.DEFAULT.withConnectionsMax(2), Handlers.echo());
    try (RawClient one = new RawClient(port.address());
        RawClient two = new RawClient(port.address())) {
      one.send(GET).readUntil("GET a / null\n");
      two.send(GET).readUntil("GET a / null\n");
      try (RawClient three = new RawClient(port.address())) {
        assertThat(three.isClosedByPeer()).isTrue();
      }
      one.hangUp();
      two.send(GET).readUntil("GET a / null\n");
    }
  }

  @Test
  void whatIsPipelinedAheadIsBounded() throws Exception {
    Server.Port port = serve((request, responder) -> {});
    try (RawClient client = new RawClient(port.address())) {
      client.send(GET);
      CompletableFuture<Long> wrote = new CompletableFuture<>();
      Thread.ofVirtual()
          .start(() -> {
            long count = 0;
            String many = GET.repeat(2000);
            try {
              while (count < 1_000_000_000) {
                client.send(many);
                count += many.length();
              }
            } catch (IOException closed) {
              wrote.complete(count);
            }
            wrote.complete(count);
          });
      client.socket.setSoTimeout(300);
      assertThatThrownBy(client::readAll).isInstanceOf(SocketTimeoutException.class);
      client.hangUp();
      assertThat(wrote.get(10, TimeUnit.SECONDS)).isLessThan(32L << 20);
    }
  }

  @Test
  void drainingLetsRunningRequestsFinishAndTellsTheClient() throws Exception {
    BlockingQueue<Runnable> answers = new LinkedBlockingQueue<>();
    Server.Port port =
        serve((request, responder) ->
            answers.add(() ->
                request
                    .connection()
                    .loop()
                    .execute(() -> responder.respond(Response.text(200, "done"), told))));
    try (RawClient running = new RawClient(port.address());
        RawClient idle = new RawClient(port.address())) {
      running.send(GET);
      Runnable answer = answers.poll(10, TimeUnit.SECONDS);
      assertThat(answer).isNotNull();
      CompletableFuture<Void> drained =
          CompletableFuture.runAsync(() -> transport.server().drain(Duration.ofSeconds(20)));
      assertThat(idle.isClosedByPeer()).isTrue();
      assertThat(drained).isNotDone();
      if (answer != null) {
        answer.run();
      }
      assertThat(running.readAll()).contains("connection: close").endsWith("done");
      running.hangUp();
      drained.get(10, TimeUnit.SECONDS);
      assertThatThrownBy(() -> new RawClient(port.address())).isInstanceOf(IOException.class);
    }
  }

  @Test
  void drainingEndsWithItsDeadline() throws Exception {
    CompletableFuture<String> gone = new CompletableFuture<>();
    CompletableFuture<String> asked = new CompletableFuture<>();
    Server.Port port =
        serve((request, responder) -> {
          responder.onGone(() -> gone.complete("gone"));
          asked.complete("asked");
        });
    try (RawClient stuck = new RawClient(port.address())) {
      stuck.send(GET);
      asked.get(10, TimeUnit.SECONDS);
      transport.server().drain(SHORT);
      assertThat(stuck.isClosedByPeer()).isTrue();
      assertThat(gone.get(10, TimeUnit.SECONDS)).isEqualTo("gone");
    }
  }

  @Test
  void closingOnePortLeavesTheOthers() throws Exception {
    Server.Port one = serve(Handlers.echo());
    Server.Port other = serve(Handlers.echo());
    try (RawClient client = new RawClient(other.address());
        RawClient left = new RawClient(one.address())) {
      one.close(Duration.ofSeconds(1));
      assertThat(left.isClosedByPeer()).isTrue();
      client.send(GET);
      assertThat(client.readUntil("GET a / null\n")).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void aPortInUseIsToldClearly() throws Exception {
    Server.Port port = serve(Handlers.echo());
    assertThatThrownBy(() -> transport.server().bind(port.address(), Handlers.echo(), null))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot listen on")
        .hasMessageContaining(String.valueOf(port.address().getPort()));
  }
}
