package dev.agentgateway.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.http.Server;
import dev.agentgateway.http.Sockets;
import dev.agentgateway.transport.server.HttpServer;
import dev.agentgateway.transport.server.ServerLimits;
import dev.agentgateway.transport.socket.EventLoops;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The sockets that every platform has.
@Timeout(30)
class WithoutEpollTest {

  @Test
  void theServerServesAndDrainsOverPlainSockets() throws Exception {
    EventLoops loops = EventLoops.nio(1);
    try {
      HttpServer server = new HttpServer(loops, ServerLimits.DEFAULT, Sockets.UNWATCHED);
      Server.Port port =
          server.bind(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Handlers.echo(), null);
      try (RawClient client = new RawClient(port.address())) {
        client.send("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi");
        client.readUntil("POST a /a null\nhi");
        client.send("nonsense\r\n\r\n");
        assertThat(client.readAll()).startsWith("HTTP/1.1 400");
      }
      server.drain(Duration.ofSeconds(5));
    } finally {
      loops.close(Duration.ofSeconds(3));
    }
  }
}
