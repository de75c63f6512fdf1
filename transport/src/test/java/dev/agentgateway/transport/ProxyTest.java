package dev.agentgateway.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.http.Endpoint;
import dev.agentgateway.http.Server;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Server and client together, as the gateway uses them.
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
}
