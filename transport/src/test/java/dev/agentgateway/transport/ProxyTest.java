package dev.agentgateway.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.http.Endpoint;
import dev.agentgateway.http.Response;
import dev.agentgateway.http.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Server and client together, as the gateway uses them.
@Timeout(30)
class ProxyTest {

  private static Transport transport;
  private static Server.Port echo;
  private static Server.Port proxy;

  @BeforeAll
  static void open() throws Exception {
    transport = Transport.open(TransportOptions.DEFAULT.withThreads(2));
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    echo = transport.server().bind(any, Handlers.echo(), null);
    Endpoint upstream = new Endpoint("127.0.0.1", echo.address().getPort(), null);
    proxy = transport.server().bind(any, Handlers.proxy(transport, upstream), null);
  }

  @AfterAll
  static void close() {
    transport.server().drain(Duration.ofSeconds(1));
    transport.close();
  }

  @Test
  void aRequestIsForwardedAndItsAnswerComesBack() throws Exception {
    try (RawClient client = new RawClient(proxy.address())) {
      client.send("POST /a?b=c HTTP/1.1\r\nHost: X.test\r\nContent-Length: 5\r\n\r\nhello");
      String head = client.readUntil("\r\n\r\n");
      assertThat(head).startsWith("HTTP/1.1 200 OK\r\n").contains("content-length: 24\r\n");
      assertThat(client.readUntil("hello")).isEqualTo("POST x.test /a b=c\nhello");
    }
  }

  @Test
  void chunkedRequestsAndKeepAliveWork() throws Exception {
    try (RawClient client = new RawClient(proxy.address())) {
      for (int i = 0; i < 5; i++) {
        client.send(
            "PUT /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n");
        assertThat(client.readUntil("abcde")).contains("200 OK").contains("PUT a /x null");
      }
    }
  }

  @Test
  void aBodyFlowsBothWaysAtOnceAndHoldsLittle() throws Exception {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    Server.Port mirror =
        transport
            .server()
            .bind(
                any,
                (request, responder) ->
                    responder.respond(Response.of(200).withBody(request.body()), Handlers.IGNORED),
                null);
    Endpoint upstream = new Endpoint("127.0.0.1", mirror.address().getPort(), null);
    Server.Port through = transport.server().bind(any, Handlers.proxy(transport, upstream), null);
    int length = 24 << 20;
    byte[] sent = new byte[length];
    new Random(1).nextBytes(sent);
    try (RawClient client = new RawClient(through.address())) {
      client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + length + "\r\n\r\n");
      CompletableFuture<Void> sending =
          CompletableFuture.runAsync(
              () -> {
                try {
                  client.socket.getOutputStream().write(sent);
                } catch (IOException failed) {
                  throw new UncheckedIOException(failed);
                }
              },
              task -> Thread.ofVirtual().start(task));
      assertThat(client.readUntil("\r\n\r\n")).contains("content-length: " + length);
      byte[] came = client.socket.getInputStream().readNBytes(length);
      assertThat(Arrays.equals(came, sent)).isTrue();
      sending.get(10, TimeUnit.SECONDS);
      // And the connection goes on.
      client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(client.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 200 OK");
    }
  }

  @Test
  void anEventLeavesAsSoonAsItCame() throws Exception {
    CompletableFuture<Void> seen = new CompletableFuture<>();
    try (RawUpstream events =
        new RawUpstream(peer -> {
          peer.readUntil("\r\n\r\n");
          peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n");
          seen.get(10, TimeUnit.SECONDS);
          peer.send("3\r\ntwo\r\n0\r\n\r\n");
        })) {
      InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      Endpoint upstream = new Endpoint("127.0.0.1", events.port(), null);
      Server.Port through = transport.server().bind(any, Handlers.proxy(transport, upstream), null);
      try (RawClient client = new RawClient(through.address())) {
        client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        client.readUntil("3\r\none\r\n");
        seen.complete(null);
        client.readUntil("3\r\ntwo\r\n0\r\n\r\n");
      }
    }
  }

  @Test
  void anUpstreamThatDiesWithinItsBodyIsSeenAsThat() throws Exception {
    try (RawUpstream dying =
        new RawUpstream(peer -> {
          peer.readUntil("\r\n\r\n");
          peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n");
        })) {
      InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      Endpoint upstream = new Endpoint("127.0.0.1", dying.port(), null);
      Server.Port through = transport.server().bind(any, Handlers.proxy(transport, upstream), null);
      try (RawClient client = new RawClient(through.address())) {
        client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        assertThat(client.readAll()).endsWith("3\r\none\r\n");
      }
    }
  }

  @Test
  void aClientThatLeavesEndsTheCallUpstream() throws Exception {
    CompletableFuture<Boolean> left = new CompletableFuture<>();
    CompletableFuture<Boolean> asked = new CompletableFuture<>();
    try (RawUpstream waiting =
        new RawUpstream(peer -> {
          peer.readUntil("\r\n\r\n");
          asked.complete(true);
          left.complete(peer.isClosedByPeer());
        })) {
      InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      Endpoint upstream = new Endpoint("127.0.0.1", waiting.port(), null);
      Server.Port through = transport.server().bind(any, Handlers.proxy(transport, upstream), null);
      try (RawClient client = new RawClient(through.address())) {
        client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        asked.get(10, TimeUnit.SECONDS);
      }
      assertThat(left.get(10, TimeUnit.SECONDS)).isTrue();
    }
  }
}
