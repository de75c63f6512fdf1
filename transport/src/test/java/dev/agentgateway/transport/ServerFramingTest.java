package dev.agentgateway.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.http.Handler;
import dev.agentgateway.http.Server;
import dev.agentgateway.transport.server.ServerLimits;
import dev.agentgateway.transport.wire.HeadLimits;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What clients send, byte for byte, and how the server takes it.
class ServerFramingTest {

  private static final AtomicInteger HANDLED = new AtomicInteger();

  private static Transport transport;
  private static Server.Port port;

  @BeforeAll
  static void open() throws Exception {
    transport =
        Transport.open(
            TransportOptions.DEFAULT
                .withThreads(1)
                .withServerLimits(ServerLimits.DEFAULT.withHead(new HeadLimits(300, 2000, 20))));
    Handler echo = Handlers.echo();
    port =
        transport
            .server()
            .bind(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                (request, responder) -> {
                  HANDLED.incrementAndGet();
                  echo.handle(request, responder);
                },
                null);
  }

  @AfterAll
  static void close() {
    transport.server().drain(Duration.ofSeconds(1));
    transport.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          # status, code | bytes
          400 bad_request | POST / HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 6\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n0\\r\\n\\r\\nG
          400 bad_request | POST / HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: chunked\\r\\nContent-Length: 6\\r\\n\\r\\n0\\r\\n\\r\\nG
          400 bad_request | POST / HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 1\\r\\nContent-Length: 2\\r\\n\\r\\nab
          400 bad_request | POST / HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 1\\r\\nContent-Length: 1\\r\\n\\r\\na
          400 bad_request | POST / HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 1, 1\\r\\n\\r\\na
          400 bad_request | POST / HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: +1\\r\\n\\r\\na
          400 bad_request | POST / HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: -1\\r\\n\\r\\n
          400 bad_request | POST / HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 0x1\\r\\n\\r\\na
          400 bad_request | POST / HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 1 2\\r\\n\\r\\na
          400 bad_request | POST / HTTP/1.1\\r\\nHost: a\\r\\nContent-Length:\\r\\n\\r\\n
          400 bad_request | POST / HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 9999999999999999999\\r\\n\\r\\n
          501 transfer_coding_unknown | POST / HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: gzip, chunked\\r\\n\\r\\n0\\r\\n\\r\\n
          501 transfer_coding_unknown | POST / HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: identity\\r\\n\\r\\n
          501 transfer_coding_unknown | POST / HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: xchunked\\r\\n\\r\\n0\\r\\n\\r\\n
          501 transfer_coding_unknown | POST / HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: \\x0bchunked\\r\\n\\r\\n
          400 bad_request | POST / HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: chunked, chunked\\r\\n\\r\\n0\\r\\n\\r\\n
          400 bad_request | POST / HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: chunked\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n0\\r\\n\\r\\n
          400 bad_request | POST / HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding:\\r\\n\\r\\n
          400 bad_request | POST / HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding : chunked\\r\\n\\r\\n0\\r\\n\\r\\n
          400 bad_request | POST / HTTP/1.0\\r\\nHost: a\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n0\\r\\n\\r\\n
          400 bad_request | GET / HTTP/1.1\\r\\nHost: a\\r\\nX: y\\r\\n z\\r\\n\\r\\n
          400 bad_request | GET / HTTP/1.1\\r\\n X: y\\r\\nHost: a\\r\\n\\r\\n
          400 bad_request | GET / HTTP/1.1\\r\\nHost: a\\r\\nX: y\\r\\n\\tz\\r\\n\\r\\n
          400 bad_request | GET / HTTP/1.1\\nHost: a\\n\\n
          400 bad_request | GET / HTTP/1.1\\r\\nHost: a\\nX: y\\r\\n\\r\\n
          400 bad_request | GET / HTTP/1.1\\r\\nHost: a\\r\\nX: y\\rz\\r\\n\\r\\n
          400 bad_request | GET / HTTP/1.1\\r\\nHost: a\\r\\r\\n\\r\\n
          400 bad_request | GET / HTTP/1.1\\r\\nHost : a\\r\\n\\r\\n
          400 bad_request | GET / HTTP/1.1\\r\\nHost: a\\r\\n: x\\r\\n\\r\\n
          400 bad_request | GET / HTTP/1.1\\r\\nHost: a\\r\\nnonsense\\r\\n\\r\\n
          400 bad_request | GET / HTTP/1.1\\r\\nHost: a\\r\\nX(y): z\\r\\n\\r\\n
          400 bad_request | GET / HTTP/1.1\\r\\nHost: a\\r\\nX\\xe4: z\\r\\n\\r\\n
          400 bad_request | GET / HTTP/1.1\\r\\nHost: a\\r\\nX: a\\0b\\r\\n\\r\\n
          400 bad_request | GET / HTTP/1.1\\r\\nHost: a\\r\\nX: a\\x01b\\r\\n\\r\\n
          400 bad_request | GET / HTTP/1.1\\r\\nHost: a\\r\\nX: a\\x7fb\\r\\n\\r\\n
          400 bad_request | GET / HTTP/1.1\\r\\nHost: a\\r\\nHost: a\\r\\n\\r\\n
          400 bad_request | GET / HTTP/1.1\\r\\nHost: a\\r\\nHost: b\\r\\n\\r\\n
          400 bad_request | GET / HTTP/1.1\\r\\n\\r\\n
          400 bad_request | GET / HTTP/1.1\\r\\nHost:\\r\\n\\r\\n
          400 bad_request | GET / HTTP/1.1\\r\\nHost: a b\\r\\n\\r\\n
          400 bad_request | GET / HTTP/1.1\\r\\nHost: a/b\\r\\n\\r\\n
          400 bad_request | GET / HTTP/1.1\\r\\nHost: u@a\\r\\n\\r\\n
          400 bad_request | GET / HTTP/1.1\\r\\nHost: a:\\r\\n\\r\\n
          400 bad_request | GET / HTTP/1.1\\r\\nHost: a:0\\r\\n\\r\\n
          400 bad_request | GET / HTTP/1.1\\r\\nHost: a:65536\\r\\n\\r\\n
          400 bad_request | GET / HTTP/1.1\\r\\nHost: a:99999999999\\r\\n\\r\\n
          400 bad_request | GET / HTTP/1.1\\r\\nHost: a:8x\\r\\n\\r\\n
          400 bad_request | GET / HTTP/1.1\\r\\nHost: [::1\\r\\n\\r\\n
          400 bad_request | GET / HTTP/1.1\\r\\nHost: [x]\\r\\n\\r\\n
          400 bad_request | GET http://a/ HTTP/1.1\\r\\nHost: b\\r\\n\\r\\n
          400 bad_request | GET http://a/ HTTP/1.1\\r\\n\\r\\n
          400 bad_request | GET http://u@a/ HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n
          400 bad_request | GET http:///x HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n
          400 bad_request | GET https://a/ HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n
          400 bad_request | GET ftp://a/ HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n
          400 bad_request | GET a HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n
          400 bad_request | GET * HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n
          400 bad_request | GET /a#b HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n
          400 bad_request | GET /a?b#c HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n
          400 bad_request | GET /a%zz HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n
          400 bad_request | GET /a%2 HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n
          400 bad_request | GET /a% HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n
          400 bad_request | GET /a%00 HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n
          400 bad_request | GET /a\\\\b HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n
          400 bad_request | GET /\\xe4 HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n
          400 bad_request | GET /?\\xe4 HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n
          400 bad_request | GET  / HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n
          400 bad_request | GET /  HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n
          400 bad_request | GET /\\tHTTP/1.1\\r\\nHost: a\\r\\n\\r\\n
          400 bad_request | GET / HTTP/1.1 \\r\\nHost: a\\r\\n\\r\\n
          400 bad_request | GET / a HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n
          400 bad_request | GET /\\r\\nHost: a\\r\\n\\r\\n
          400 bad_request | GET / http/1.1\\r\\nHost: a\\r\\n\\r\\n
          400 bad_request | GET / HTTP/11\\r\\nHost: a\\r\\n\\r\\n
          400 bad_request | GET / HTTP/1.x\\r\\nHost: a\\r\\n\\r\\n
          400 bad_request | G(T / HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n
          400 bad_request | AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA / HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n
          400 bad_request | \\r\\n\\r\\nGET / HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n
          400 bad_request | \\x16\\x03\\x01\\x02\\0\\x01\\0\\x01\\xfc\\x03\\x03
          400 bad_request | GET / HTTP/1.1\\r\\nHost: a\\r\\nConnection: a b\\r\\n\\r\\n
          505 version_unknown | GET / HTTP/1.2\\r\\nHost: a\\r\\n\\r\\n
          505 version_unknown | GET / HTTP/2.0\\r\\nHost: a\\r\\n\\r\\n
          505 version_unknown | GET / HTTP/0.9\\r\\nHost: a\\r\\n\\r\\n
          505 version_unknown | PRI * HTTP/2.0\\r\\n\\r\\nSM\\r\\n\\r\\n
          405 connect_refused | CONNECT a:443 HTTP/1.1\\r\\nHost: a:443\\r\\n\\r\\n
          417 expectation_unknown | GET / HTTP/1.1\\r\\nHost: a\\r\\nExpect: coffee\\r\\n\\r\\n
          """)
  void whatIsAmbiguousIsRefusedAndTheConnectionClosed(String expected, String bytes)
      throws Exception {
    int before = HANDLED.get();
    String answer = exchange(bytes);
    String status = expected.substring(0, 3);
    // The vertical tab is a control byte: refused before the coding is looked at.
    boolean isControl = bytes.contains("\\x0b");
    assertThat(answer)
        .startsWith("HTTP/1.1 " + (isControl ? "400" : status))
        .contains(
            "\r\nx-agentgateway-error: " + (isControl ? "bad_request" : expected.substring(4)))
        .contains("\r\nconnection: close\r\n")
        .contains("content-type: text/plain");
    assertThat(answer.indexOf("HTTP/1.1 ", 1)).as("a second answer").isNegative();
    assertThat(HANDLED.get()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          # after the head of a chunked request
          \\r\\nabc
          x\\r\\nabc
          0x3\\r\\nabc\\r\\n0\\r\\n\\r\\n
          -3\\r\\nabc\\r\\n0\\r\\n\\r\\n
          +3\\r\\nabc\\r\\n0\\r\\n\\r\\n
          3 \\r\\nabc\\r\\n0\\r\\n\\r\\n
          3\\nabc\\r\\n0\\r\\n\\r\\n
          3\\rabc\\r\\n0\\r\\n\\r\\n
          3\\r\\nabcd\\r\\n0\\r\\n\\r\\n
          3\\r\\nabc\\n0\\r\\n\\r\\n
          3\\r\\nabc0\\r\\n\\r\\n
          3;a\\nb\\r\\nabc\\r\\n0\\r\\n\\r\\n
          3;a b\\r\\nabc\\r\\n0\\r\\n\\r\\n
          3;a=\\0\\r\\nabc\\r\\n0\\r\\n\\r\\n
          ffffffffffffffff\\r\\nabc
          0\\r\\nx y: z\\r\\n\\r\\n
          0\\r\\nx: y\\n\\r\\n
          0\\r\\n x: y\\r\\n\\r\\n
          """)
  void badChunksFailTheBodyAndCloseTheConnection(String body) throws Exception {
    String answer =
        exchange("POST / HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n" + body);
    assertThat(answer)
        .startsWith("HTTP/1.1 400 ")
        .contains("\r\nconnection: close\r\n")
        .contains("bad_request: ");
    assertThat(answer.indexOf("HTTP/1.1 ", 1)).as("a second answer").isNegative();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          # what is seen | bytes
          GET a / null | GET / HTTP/1.1\\r\\nHost: A\\r\\n\\r\\n
          GET a:80 / null | GET / HTTP/1.1\\r\\nHost: A:80\\r\\n\\r\\n
          GET [::1]:80 / null | GET / HTTP/1.1\\r\\nHost: [::1]:80\\r\\n\\r\\n
          GET  / null | GET / HTTP/1.0\\r\\n\\r\\n
          GET a / null | \\r\\nGET / HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n
          GET a /x y | GET http://A/x?y HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n
          OPTIONS a * null | OPTIONS * HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n
          get a / null | get / HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n
          GET a / null\\nx=y | GET / HTTP/1.1\\r\\nHost: a\\r\\nX:y\\t \\r\\n\\r\\n
          GET a / null\\nx= | GET / HTTP/1.1\\r\\nHost: a\\r\\nX:\\r\\n\\r\\n
          GET a / null\\nx=\\xc3\\xa4 | GET / HTTP/1.1\\r\\nHost: a\\r\\nX: \\xe4\\r\\n\\r\\n
          GET a / null\\nx=1\\nx=2 | GET / HTTP/1.1\\r\\nHost: a\\r\\nX: 1\\r\\nx: 2\\r\\n\\r\\n
          GET a / null\\ny=2 | GET / HTTP/1.1\\r\\nX: 1\\r\\nConnection: keep-alive, X\\r\\nHost: a\\r\\nY: 2\\r\\n\\r\\n
          GET a / null | GET / HTTP/1.1\\r\\nHost: a\\r\\nKeep-Alive: 5\\r\\nProxy-Connection: x\\r\\nTE: gzip\\r\\nUpgrade: x\\r\\nTrailer: x\\r\\n\\r\\n
          GET a / null\\nte=trailers | GET / HTTP/1.1\\r\\nHost: a\\r\\nConnection: TE\\r\\nTE: trailers\\r\\n\\r\\n
          POST a / null\\nabc | POST / HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 3\\r\\n\\r\\nabc
          POST a / null\\nabc | POST / HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: Chunked\\r\\n\\r\\n3;a=b;c="d e"\\r\\nabc\\r\\n0\\r\\nX: y\\r\\n\\r\\n
          POST a / null\\nab | POST / HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n0001\\r\\na\\r\\n1\\r\\nb\\r\\n0\\r\\n\\r\\n
          """)
  void whatIsClearIsTaken(String seen, String bytes) throws Exception {
    String close =
        bytes.replaceFirst("HTTP/1.1\\\\r\\\\n", "HTTP/1.1\\\\r\\\\nConnection: close\\\\r\\\\n");
    String answer = exchange(close);
    String expected = new String(FramingTest.bytes(seen), ISO_8859_1);
    assertThat(answer).startsWith("HTTP/1.1 200 OK\r\n").contains("connection: close\r\n");
    String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
    assertThat(body.stripTrailing()).isEqualTo(expected.stripTrailing());
  }

  @ParameterizedTest
  @CsvSource({
    "414, target_too_long, 301, 0, 0", "200, , 200, 0, 0",
    "431, headers_too_large, 1, 2001, 0", "200, , 1, 1000, 0",
    "431, too_many_headers, 1, 0, 20", "200, , 1, 0, 15"
  })
  void headsHaveLimits(int status, String code, int target, int header, int headers)
      throws Exception {
    String answer =
        exchange(
            "GET /"
                + "a".repeat(target)
                + " HTTP/1.1\\r\\nHost: a\\r\\nConnection: close\\r\\nX: "
                + "y".repeat(header)
                + "\\r\\n"
                + "Z: 1\\r\\n".repeat(headers)
                + "\\r\\n");
    assertThat(answer).startsWith("HTTP/1.1 " + status);
    if (code != null) {
      assertThat(answer).contains("x-agentgateway-error: " + code);
    }
  }

  @Test
  void everySplitOfARequestGivesTheSameAnswer() throws Exception {
    String request =
        "POST /a?b HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n";
    try (RawClient client = new RawClient(port.address())) {
      for (int at = 1; at < request.length(); at++) {
        client.send(request.substring(0, at)).send(request.substring(at));
        assertThat(client.readUntil("POST a /a b\nabc")).startsWith("HTTP/1.1 200 OK");
      }
    }
  }

  private static String exchange(String escaped) throws Exception {
    try (RawClient client = new RawClient(port.address())) {
      client.send(new String(FramingTest.bytes(escaped), ISO_8859_1));
      return client.readAll();
    }
  }
}
