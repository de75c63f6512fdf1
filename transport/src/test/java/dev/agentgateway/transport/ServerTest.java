package dev.agentgateway.transport;

import static dev.agentgateway.transport.Handlers.IGNORED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentgateway.http.Body;
import dev.agentgateway.http.Failure;
import dev.agentgateway.http.Handler;
import dev.agentgateway.http.Headers;
import dev.agentgateway.http.Loop;
import dev.agentgateway.http.Responder;
import dev.agentgateway.http.Response;
import dev.agentgateway.http.Server;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A connection's life on the server.
@Timeout(30)
class ServerTest {

  private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

  private final BlockingQueue<String> endings = new LinkedBlockingQueue<>();
  private final Responder.Done told = (ending, bytes) -> endings.add(ending + " " + bytes);
  private final Transport transport = Transport.open(TransportOptions.DEFAULT.withThreads(1));

  @AfterEach
  void close() {
    transport.close();
  }

  private Server.Port serve(Handler handler) throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return transport.server().bind(any, handler, null);
  }

  private Handler answer(Response response) {
    return (request, responder) -> responder.respond(response, told);
  }

  private String ending() throws InterruptedException {
    return String.valueOf(endings.poll(10, TimeUnit.SECONDS));
  }

  @Test
  void oneConnectionServesManyRequests() throws Exception {
    Server.Port port = serve(Handlers.echo());
    try (RawClient client = new RawClient(port.address())) {
      for (int i = 0; i < 100; i++) {
        client.send("GET /" + i + " HTTP/1.1\r\nHost: a\r\n\r\n");
        assertThat(client.readUntil("GET a /" + i + " null\n")).startsWith("HTTP/1.1 200");
      }
    }
  }

  @Test
  void pipelinedRequestsAreAnsweredInOrderOneAtATime() throws Exception {
    BlockingQueue<Responder> waiting = new LinkedBlockingQueue<>();
    CompletableFuture<Loop> loop = new CompletableFuture<>();
    Server.Port port =
        serve((request, responder) -> {
          loop.complete(request.connection().loop());
          waiting.add(responder);
        });
    try (RawClient client = new RawClient(port.address())) {
      client.send(GET + GET + GET);
      for (int i = 0; i < 3; i++) {
        String text = "answer " + i;
        Responder next = waiting.poll(10, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        assertThat(waiting).isEmpty();
        loop.get().execute(() -> next.respond(Response.text(200, text), IGNORED));
        client.readUntil(text);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          HTTP/1.0 |            | connection: close
          HTTP/1.0 | keep-alive | connection: keep-alive
          HTTP/1.1 | close      | connection: close
          HTTP/1.1 | Close, x   | connection: close
          """)
  void theConnectionIsKeptOrClosedAsAsked(String version, String asked, String told)
      throws Exception {
    Server.Port port = serve(answer(Response.text(200, "ok")));
    try (RawClient client = new RawClient(port.address())) {
      client.send(
          "GET / "
              + version
              + "\r\nHost: a\r\nConnection: "
              + (asked == null ? "" : asked)
              + "\r\n\r\n");
      assertThat(client.readUntil("ok")).contains(told + "\r\n");
      if (told.endsWith("close")) {
        assertThat(client.isClosedByPeer()).isTrue();
      } else {
        client.send(GET);
        assertThat(client.readUntil("ok")).startsWith("HTTP/1.1 200");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "HEAD, 200, content-length: 5",
    "GET, 204, ''",
    "GET, 304, ''",
  })
  void someAnswersHaveNoBody(String method, int status, String framing) throws Exception {
    Response response = Response.text(status, "hello");
    Server.Port port = serve(answer(response));
    try (RawClient client = new RawClient(port.address())) {
      client.send(method + " / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
      String all = client.readAll();
      assertThat(all).endsWith("\r\n\r\n").contains(framing);
      if (framing.isEmpty()) {
        assertThat(all).doesNotContain("content-length");
      }
    }
    assertThat(ending()).isEqualTo("COMPLETE 0");
  }

  @Test
  void bodiesOfUnknownLengthAreChunkedOrEndWithTheConnection() throws Exception {
    Server.Port port =
        serve((request, responder) -> {
          Handlers.Stream body = new Handlers.Stream();
          responder.respond(Response.of(200).withBody(body), told);
          body.send("hel").send("lo").end();
        });
    try (RawClient client = new RawClient(port.address())) {
      client.send(GET);
      assertThat(client.readUntil("0\r\n\r\n"))
          .contains("transfer-encoding: chunked\r\n")
          .endsWith("\r\n\r\n3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n");
    }
    assertThat(ending()).isEqualTo("COMPLETE 5");
    try (RawClient client = new RawClient(port.address())) {
      client.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
      assertThat(client.readAll()).contains("connection: close\r\n").endsWith("\r\n\r\nhello");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/1.1", "HTTP/1.0"})
  void aBodyThatFailsIsNeverANormalEnd(String version) throws Exception {
    Server.Port port =
        serve((request, responder) -> {
          Handlers.Stream body = new Handlers.Stream();
          responder.respond(Response.of(200).withBody(body), told);
          body.send("hello").fail(new Failure.UpstreamCut("cut"));
        });
    try (RawClient client = new RawClient(port.address())) {
      client.send("GET / " + version + "\r\nHost: a\r\n\r\n");
      String got = client.readUntil("hello");
      if (version.endsWith("1")) {
        assertThat(got + client.readAll()).doesNotContain("0\r\n\r\n");
      } else {
        // Only a reset tells a cut from the end here.
        assertThatThrownBy(client::readAll).isInstanceOf(SocketException.class);
      }
    }
    assertThat(ending()).isEqualTo("BODY_FAILED 5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hel", "hello, world"})
  void aBodyThatBreaksItsLengthIsCut(String sent) throws Exception {
    Server.Port port =
        serve((request, responder) -> {
          Handlers.Stream body = new Handlers.Stream(5);
          responder.respond(Response.of(200).withBody(body), told);
          body.send(sent).end();
        });
    try (RawClient client = new RawClient(port.address())) {
      client.send(GET);
      assertThat(client.readAll()).contains("content-length: 5").doesNotContain("world");
    }
    assertThat(ending()).startsWith("BODY_FAILED");
  }

  @Test
  void framingHeadersOfAHandlerAreNotBelieved() throws Exception {
    Headers headers =
        Headers.of(
            "content-length", "99", "transfer-encoding", "gzip", "connection", "x", "x-kept", "1");
    Server.Port port = serve(answer(Response.text(200, "ok").withHeaders(headers)));
    try (RawClient client = new RawClient(port.address())) {
      client.send(GET);
      assertThat(client.readUntil("ok"))
          .isEqualTo("HTTP/1.1 200 OK\r\nx-kept: 1\r\ncontent-length: 2\r\n\r\nok");
    }
  }

  @Test
  void continueIsSentWhenTheBodyIsWantedAndNotBefore() throws Exception {
    Server.Port port = serve(Handlers.echo());
    String head = "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n";
    try (RawClient client = new RawClient(port.address())) {
      client.send(head);
      assertThat(client.readUntil("\r\n\r\n")).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
      client.send("hello");
      assertThat(client.readUntil("hello")).startsWith("HTTP/1.1 200 OK");
    }
    Server.Port refusing = serve(answer(Response.text(403, "no")));
    try (RawClient client = new RawClient(refusing.address())) {
      client.send(head);
      // The body may or may not come now, so the connection cannot go on.
      assertThat(client.readAll()).startsWith("HTTP/1.1 403").contains("connection: close");
    }
  }

  @Test
  void aSmallBodyThatNobodyReadIsSkipped() throws Exception {
    Server.Port port = serve(answer(Response.text(200, "ok")));
    try (RawClient client = new RawClient(port.address())) {
      client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello" + GET);
      client.readUntil("ok");
      assertThat(client.readUntil("ok")).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void aLargeBodyThatNobodyReadEndsTheConnection() throws Exception {
    Server.Port port = serve(answer(Response.text(413, "too much")));
    try (RawClient client = new RawClient(port.address())) {
      client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000000\r\n\r\n");
      client.send("x".repeat(100_000));
      assertThat(client.readAll()).startsWith("HTTP/1.1 413").contains("connection: close");
    }
  }

  @Test
  void aChunkedBodyThatNobodyReadIsSkippedUpToItsLimit() throws Exception {
    Server.Port port = serve(answer(Response.text(200, "ok")));
    String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
    try (RawClient client = new RawClient(port.address())) {
      client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
      client.readUntil("ok");
      try {
        for (int i = 0; i < 1000; i++) {
          client.send(chunk);
        }
      } catch (IOException closed) {
        return;
      }
      assertThat(client.isClosedByPeer()).isTrue();
    }
  }

  @Test
  void aHandlerThatFailsIsAnsweredFor() throws Exception {
    Server.Port port =
        serve((request, responder) -> {
          throw new IllegalStateException("a planted mistake");
        });
    try (RawClient client = new RawClient(port.address())) {
      client.send(GET);
      assertThat(client.readUntil("internal error"))
          .startsWith("HTTP/1.1 500")
          .contains("x-agentgateway-error: internal\r\n");
    }
  }

  @Test
  void aClientThatLeavesIsSeenBeforeTheAnswer() throws Exception {
    CompletableFuture<Responder> asked = new CompletableFuture<>();
    CompletableFuture<Loop> loop = new CompletableFuture<>();
    CompletableFuture<String> gone = new CompletableFuture<>();
    Server.Port port =
        serve((request, responder) -> {
          responder.onGone(() -> gone.complete("gone"));
          loop.complete(request.connection().loop());
          asked.complete(responder);
        });
    try (RawClient client = new RawClient(port.address())) {
      client.send(GET);
      asked.get(10, TimeUnit.SECONDS);
    }
    assertThat(gone.get(10, TimeUnit.SECONDS)).isEqualTo("gone");
    loop.get().execute(() -> asked.join().respond(Response.text(200, "late"), told));
    assertThat(ending()).isEqualTo("CLIENT_GONE 0");
  }

  @Test
  void aClientThatLeavesWithinTheAnswerCancelsItsBody() throws Exception {
    Handlers.Stream body = new Handlers.Stream();
    Server.Port port =
        serve((request, responder) -> {
          responder.respond(Response.of(200).withBody(body), told);
          body.send("hello");
        });
    try (RawClient client = new RawClient(port.address())) {
      client.send(GET);
      client.readUntil("hello");
    }
    assertThat(body.cancelled.get(10, TimeUnit.SECONDS)).isTrue();
    assertThat(ending()).isEqualTo("CLIENT_GONE 5");
  }

  @Test
  void aClientThatLeavesWithinItsBodyFailsIt() throws Exception {
    CompletableFuture<Failure> failed = new CompletableFuture<>();
    Server.Port port =
        serve((request, responder) -> request.body().readTo(new Handlers.Failing(failed)));
    try (RawClient client = new RawClient(port.address())) {
      client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhel");
    }
    assertThat(failed.get(10, TimeUnit.SECONDS)).isEqualTo(new Failure.ClientGone());
  }

  @Test
  void bytesOfTheAnswerAreCounted() throws Exception {
    Server.Port port = serve(answer(Response.of(200).withBody(Body.of("häh".getBytes(UTF_8)))));
    try (RawClient client = new RawClient(port.address())) {
      client.send(GET).readUntil("h");
      assertThat(ending()).isEqualTo("COMPLETE 4");
    }
  }
}
