package dev.agentgateway.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.http.Body;
import dev.agentgateway.http.Endpoint;
import dev.agentgateway.http.Failure;
import dev.agentgateway.http.Loop;
import dev.agentgateway.http.Timeouts;
import dev.agentgateway.transport.client.ClientLimits;
import dev.agentgateway.transport.wire.HeadLimits;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What upstreams answer, byte for byte, and how the client takes it.
class ClientFramingTest {

  private static Transport transport;

  @BeforeAll
  static void open() {
    transport =
        Transport.open(
            TransportOptions.DEFAULT
                .withThreads(1)
                .withClientLimits(ClientLimits.DEFAULT.withHead(new HeadLimits(300, 2000, 20))));
  }

  @AfterAll
  static void close() {
    transport.close();
  }

  private static Fetch.Got answered(String method, String escaped) throws Exception {
    String bytes = new String(FramingTest.bytes(escaped), ISO_8859_1);
    try (RawUpstream upstream =
        new RawUpstream(peer -> {
          peer.readUntil("\r\n\r\n");
          peer.send(bytes);
          peer.socket.shutdownOutput();
          peer.isClosedByPeer();
        })) {
      Loop loop = transport.loop();
      Endpoint endpoint = new Endpoint("127.0.0.1", upstream.port(), null);
      return Fetch.send(transport, loop, endpoint, method, "/", Body.NONE, Timeouts.DEFAULT);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          HTTP/1.1 200 OK\\r\\nContent-Length: 1\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n0\\r\\n\\r\\n
          HTTP/1.1 200 OK\\r\\nContent-Length: 1\\r\\nContent-Length: 1\\r\\n\\r\\na
          HTTP/1.1 200 OK\\r\\nContent-Length: 1, 1\\r\\n\\r\\na
          HTTP/1.1 200 OK\\r\\nContent-Length: x\\r\\n\\r\\na
          HTTP/1.1 200 OK\\r\\nTransfer-Encoding: gzip, chunked\\r\\n\\r\\n0\\r\\n\\r\\n
          HTTP/1.1 200 OK\\r\\nTransfer-Encoding: identity\\r\\n\\r\\na
          HTTP/1.0 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n0\\r\\n\\r\\n
          HTTP/1.1 200 OK\\r\\nX: y\\r\\n z\\r\\n\\r\\n
          HTTP/1.1 200 OK\\nContent-Length: 0\\n\\n
          HTTP/1.1 200 OK\\r\\nX: a\\rb\\r\\n\\r\\n
          HTTP/1.1 200 OK\\r\\nX: a\\0b\\r\\n\\r\\n
          HTTP/1.1 200 OK\\r\\nX : y\\r\\n\\r\\n
          HTTP/1.1 200 OK\\r\\nnonsense\\r\\n\\r\\n
          HTTP/1.1 20 OK\\r\\n\\r\\n
          HTTP/1.1 2000 OK\\r\\n\\r\\n
          HTTP/1.1 099 OK\\r\\n\\r\\n
          HTTP/1.1  200 OK\\r\\n\\r\\n
          HTTP/1.2 200 OK\\r\\n\\r\\n
          HTTP/2 200\\r\\n\\r\\n
          ICY 200 OK\\r\\n\\r\\n
          hello\\r\\n\\r\\n
          HTTP/1.1 101 Switching\\r\\nUpgrade: x\\r\\n\\r\\n
          """)
  void whatIsMalformedIsNoAnswer(String bytes) throws Exception {
    Fetch.Got got = answered("GET", bytes);
    assertThat(got.response()).isNull();
    assertThat(got.failure()).isInstanceOf(Failure.UpstreamMalformed.class);
  }

  @ParameterizedTest
  @CsvSource({"301, 0, 0", "0, 2001, 0", "0, 0, 21"})
  void headsHaveLimits(int reason, int header, int headers) throws Exception {
    Fetch.Got got =
        answered(
            "GET",
            "HTTP/1.1 200 "
                + "a".repeat(reason)
                + "\\r\\nX: "
                + "y".repeat(header)
                + "\\r\\n"
                + "Z: 1\\r\\n".repeat(headers)
                + "\\r\\n");
    assertThat(got.failure()).isInstanceOf(Failure.UpstreamMalformed.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          # the body until then | bytes
          ab | HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n2\\r\\nab\\r\\nx\\r\\n
          ab | HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n2\\r\\nabc\\r\\n0\\r\\n\\r\\n
          ab | HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n2\\r\\nab\\r\\n0x\\r\\n\\r\\n
          ab | HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n2\\r\\nab\\r\\n0\\r\\na b: c\\r\\n\\r\\n
          """)
  void badChunksFailTheBody(String body, String bytes) throws Exception {
    Fetch.Got got = answered("GET", bytes);
    assertThat(got.status()).isEqualTo(200);
    assertThat(got.body()).isEqualTo(body);
    assertThat(got.failure()).isInstanceOf(Failure.UpstreamMalformed.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          # the body until then | bytes
          ab | HTTP/1.1 200 OK\\r\\nContent-Length: 3\\r\\n\\r\\nab
          ab | HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n2\\r\\nab\\r\\n
          ab | HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n3\\r\\nab
          ab | HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n2\\r\\nab\\r\\n0\\r\\n
          """)
  void aCutIsNeverAnEnd(String body, String bytes) throws Exception {
    Fetch.Got got = answered("GET", bytes);
    assertThat(got.status()).isEqualTo(200);
    assertThat(got.body()).isEqualTo(body);
    assertThat(got.failure()).isInstanceOf(Failure.UpstreamCut.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          # nothing
          HTTP/1.1 200 OK\\r\\nContent-Le
          HTTP/1.1 100 Continue\\r\\n\\r\\n
          """)
  void aCutBeforeTheAnswerIsAFailure(String bytes) throws Exception {
    assertThat(answered("GET", bytes).failure()).isInstanceOf(Failure.UpstreamCut.class);
    assertThat(answered("GET", "").failure()).isInstanceOf(Failure.UpstreamCut.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          # status body | method | bytes
          200 abc | GET | HTTP/1.1 200 OK\\r\\nContent-Length: 3\\r\\n\\r\\nabc
          200 abc | GET | HTTP/1.1 200\\r\\nContent-Length: 3\\r\\n\\r\\nabc
          200 abc | GET | HTTP/1.0 200 OK\\r\\nContent-Length: 3\\r\\n\\r\\nabc
          200 abc | GET | HTTP/1.1 200 OK\\r\\n\\r\\nabc
          200 abc | GET | HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n1\\r\\na\\r\\n2;x\\r\\nbc\\r\\n0\\r\\nX: y\\r\\n\\r\\n
          200 abc | GET | HTTP/1.1 100 Continue\\r\\n\\r\\nHTTP/1.1 103 Early\\r\\nX: y\\r\\n\\r\\nHTTP/1.1 200 OK\\r\\nContent-Length: 3\\r\\n\\r\\nabc
          200     | HEAD | HTTP/1.1 200 OK\\r\\nContent-Length: 3\\r\\n\\r\\n
          200     | HEAD | HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n
          204     | GET | HTTP/1.1 204 No Content\\r\\n\\r\\n
          304     | GET | HTTP/1.1 304 Not Modified\\r\\nContent-Length: 99\\r\\n\\r\\n
          599     | GET | HTTP/1.1 599 Odd\\r\\nContent-Length: 0\\r\\n\\r\\n
          """)
  void whatIsWellFormedComesWhole(String expected, String method, String bytes) throws Exception {
    Fetch.Got got = answered(method, bytes);
    assertThat(got.failure()).isNull();
    assertThat((got.status() + " " + got.body()).strip()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "Content-Length: 3, 3",
    "Content-Length: 0, 0",
    "Transfer-Encoding: chunked, -1",
    "X-None: x, -1"
  })
  void theLengthOfAHeadAnswerIsToldWhereItIsKnown(String field, long length) throws Exception {
    Fetch.Got got = answered("HEAD", "HTTP/1.1 200 OK\\r\\n" + field + "\\r\\n\\r\\n");
    assertThat(got.response()).isNotNull();
    if (got.response() != null) {
      assertThat(got.response().body().length()).isEqualTo(length);
    }
  }

  @Test
  void hopByHopHeadersStayBehind() throws Exception {
    Fetch.Got got =
        answered(
            "GET",
            "HTTP/1.1 200 OK\\r\\nConnection: close, X-A\\r\\nX-A: 1\\r\\nKeep-Alive: timeout=5\\r\\nX-B: 2\\r\\nContent-Length: 0\\r\\n\\r\\n");
    assertThat(got.response()).isNotNull();
    if (got.response() != null) {
      assertThat(got.response().headers().toString()).isEqualTo("[x-b]");
    }
  }
}
