package dev.agentgateway.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.testkit.Answer;
import dev.agentgateway.testkit.FakeUpstream;
import dev.agentgateway.testkit.GatewayProcess;
import dev.agentgateway.testkit.RawClient;
import dev.agentgateway.testkit.RawResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Requests that could be read in two ways are read in none: they are refused, the connection is
/// closed, and no upstream hears of them.
final class MalformedRequestsTest {

  private static String configuration(int upstreamPort) {
    return """
    apiVersion: gateway.networking.k8s.io/v1
    kind: Gateway
    metadata: {name: strict}
    spec:
      gatewayClassName: agentgateway
      listeners: [{name: http, protocol: HTTP, port: 8080}]
    ---
    apiVersion: agentgateway.dev/v1alpha1
    kind: AgentgatewayBackend
    metadata: {name: plain}
    spec: {static: {host: 127.0.0.1, port: %d}}
    ---
    apiVersion: gateway.networking.k8s.io/v1
    kind: HTTPRoute
    metadata: {name: all}
    spec:
      parentRefs: [{name: strict}]
      rules:
      - backendRefs: [{group: agentgateway.dev, kind: AgentgatewayBackend, name: plain}]
    """
        .formatted(upstreamPort);
  }

  @TempDir private static Path folder;

  private static FakeUpstream upstream;
  private static GatewayProcess gateway;

  @BeforeAll
  static void start() throws IOException {
    upstream = FakeUpstream.start().answering(Answer.text(200, "fine"));
    String yaml = configuration(upstream.port());
    gateway = GatewayProcess.run(Files.writeString(folder.resolve("strict.yaml"), yaml), Map.of());
  }

  @AfterAll
  static void stop() {
    gateway.close();
    upstream.close();
  }

  /// In the column of bytes `~` ends a line by CR LF; CR, LF, TAB, NUL, VT and BIG stand for
  /// themselves in angle brackets, `<A*n>` for n letters.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          length and coding      | 400 | bad_request             | POST / HTTP/1.1~Host: a~Content-Length: 3~Transfer-Encoding: chunked~~0~~
          coding and length      | 400 | bad_request             | POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked~Content-Length: 3~~0~~
          two lengths            | 400 | bad_request             | POST / HTTP/1.1~Host: a~Content-Length: 1~Content-Length: 2~~ab
          the same length twice  | 400 | bad_request             | POST / HTTP/1.1~Host: a~Content-Length: 1~Content-Length: 1~~a
          a list of lengths      | 400 | bad_request             | POST / HTTP/1.1~Host: a~Content-Length: 1, 1~~a
          a signed length        | 400 | bad_request             | POST / HTTP/1.1~Host: a~Content-Length: +1~~a
          a negative length      | 400 | bad_request             | POST / HTTP/1.1~Host: a~Content-Length: -1~~
          a length in hex        | 400 | bad_request             | POST / HTTP/1.1~Host: a~Content-Length: 0x1~~a
          an empty length        | 400 | bad_request             | POST / HTTP/1.1~Host: a~Content-Length:~~
          a giant length         | 400 | bad_request             | POST / HTTP/1.1~Host: a~Content-Length: 99999999999999999999~~
          folding                | 400 | bad_request             | GET / HTTP/1.1~Host: a~X: y~ z~~
          folding by a tab       | 400 | bad_request             | GET / HTTP/1.1~Host: a~X: y~<TAB>z~~
          bare LF                | 400 | bad_request             | GET / HTTP/1.1~Host: a<LF>X: y~~
          bare LF at the start   | 400 | bad_request             | GET / HTTP/1.1<LF>Host: a~~
          bare CR                | 400 | bad_request             | GET / HTTP/1.1~Host: a~X: y<CR>z~~
          space before the colon | 400 | bad_request             | GET / HTTP/1.1~Host: a~X : y~~
          tab before the colon   | 400 | bad_request             | POST / HTTP/1.1~Host: a~Transfer-Encoding<TAB>: chunked~~0~~
          no colon               | 400 | bad_request             | GET / HTTP/1.1~Host: a~nonsense~~
          no name                | 400 | bad_request             | GET / HTTP/1.1~Host: a~: x~~
          NUL in a value         | 400 | bad_request             | GET / HTTP/1.1~Host: a~X: a<NUL>b~~
          a control byte         | 400 | bad_request             | GET / HTTP/1.1~Host: a~X: a<VT>b~~
          NUL in the target      | 400 | bad_request             | GET /a<NUL>b HTTP/1.1~Host: a~~
          two hosts              | 400 | bad_request             | GET / HTTP/1.1~Host: a~Host: b~~
          the same host twice    | 400 | bad_request             | GET / HTTP/1.1~Host: a~Host: a~~
          no host                | 400 | bad_request             | GET / HTTP/1.1~~
          an empty host          | 400 | bad_request             | GET / HTTP/1.1~Host:~~
          a host with a user     | 400 | bad_request             | GET / HTTP/1.1~Host: u@a~~
          absolute against Host  | 400 | bad_request             | GET http://a/ HTTP/1.1~Host: b~~
          absolute without Host  | 400 | bad_request             | GET http://a/ HTTP/1.1~~
          absolute, other scheme | 400 | bad_request             | GET https://a/ HTTP/1.1~Host: a~~
          a relative target      | 400 | bad_request             | GET a HTTP/1.1~Host: a~~
          a fragment             | 400 | bad_request             | GET /a#b HTTP/1.1~Host: a~~
          a broken escape        | 400 | bad_request             | GET /a%zz HTTP/1.1~Host: a~~
          a NUL escape           | 400 | bad_request             | GET /a%00 HTTP/1.1~Host: a~~
          two spaces             | 400 | bad_request             | GET  / HTTP/1.1~Host: a~~
          no version             | 400 | bad_request             | GET /~Host: a~~
          a small version        | 400 | bad_request             | GET / http/1.1~Host: a~~
          a bad method           | 400 | bad_request             | G(T / HTTP/1.1~Host: a~~
          TLS on a plain port    | 400 | bad_request             | <TLS>
          a coding twice         | 400 | bad_request             | POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked, chunked~~0~~
          a coding in HTTP/1.0   | 400 | bad_request             | POST / HTTP/1.0~Host: a~Transfer-Encoding: chunked~~0~~
          a chunk size in words  | 400 | bad_request             | POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked~~x~abc~0~~
          a prefixed chunk size  | 400 | bad_request             | POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked~~0x3~abc~0~~
          a signed chunk size    | 400 | bad_request             | POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked~~+3~abc~0~~
          a giant chunk size     | 400 | bad_request             | POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked~~ffffffffffffffffff~abc
          a chunk that is longer | 400 | bad_request             | POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked~~3~abcd~0~~
          a chunk ended by LF    | 400 | bad_request             | POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked~~3<LF>abc~0~~
          a bad extension        | 400 | bad_request             | POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked~~3;a<LF>b~abc~0~~
          an unknown coding      | 501 | transfer_coding_unknown | POST / HTTP/1.1~Host: a~Transfer-Encoding: gzip, chunked~~0~~
          a disguised coding     | 501 | transfer_coding_unknown | POST / HTTP/1.1~Host: a~Transfer-Encoding: xchunked~~0~~
          HTTP/1.2               | 505 | version_unknown         | GET / HTTP/1.2~Host: a~~
          HTTP/2 spoken to HTTP/1| 505 | version_unknown         | PRI * HTTP/2.0~~SM~~
          CONNECT                | 405 | connect_refused         | CONNECT a:443 HTTP/1.1~Host: a:443~~
          an odd expectation     | 417 | expectation_unknown     | GET / HTTP/1.1~Host: a~Expect: coffee~~
          a long target          | 414 | target_too_long         | GET /<A*17000> HTTP/1.1~Host: a~~
          a long field           | 431 | headers_too_large       | GET / HTTP/1.1~Host: a~X: <A*70000>~~
          many fields            | 431 | too_many_headers        | GET / HTTP/1.1~Host: a~<F*101>~
          """)
  void itIsRefusedAndTheConnectionClosed(String name, int status, String code, String bytes) {
    int before = upstream.received().size();
    try (RawClient client = RawClient.connect(gateway.port())) {
      client.send(bytes(bytes));
      RawResponse answer = client.read();
      assertThat(answer.status()).as(name).isEqualTo(status);
      assertThat(answer.headers().first("x-agentgateway-error")).isEqualTo(code);
      assertThat(answer.headers().first("connection")).isEqualTo("close");
      assertThat(client.awaitClosed()).isTrue();
    }
    // A body that turns out malformed may have begun upstream; it never looks whole there.
    assertThat(upstream.received()).hasSize(before);
  }

  @Test
  void whatFollowsARefusalOnItsConnectionIsNotRead() {
    int before = upstream.received().size();
    try (RawClient client = RawClient.connect(gateway.port())) {
      client.send(
          bytes(
              "POST / HTTP/1.1~Host: a~Content-Length: 3~Transfer-Encoding: chunked~~0~~"
                  + "GET /smuggled HTTP/1.1~Host: a~~"));
      assertThat(client.read().status()).isEqualTo(400);
      assertThat(client.awaitClosed()).isTrue();
    }
    assertThat(upstream.received()).hasSize(before);
  }

  @Test
  void whatIsClearIsOneCanonicalMessageUpstream() {
    try (RawClient client = RawClient.connect(gateway.port())) {
      client.send(
          bytes(
              "POST /a//b/../c%7e?q HTTP/1.1~HOST: A~Connection: keep-alive, X-Hop~X-Hop: 1~"
                  + "Keep-Alive: 5~Proxy-Connection: x~Proxy-Authorization: y~X-Keep: 2~Transfer-Encoding: chunked~~"
                  + "3;a=b~abc~0~X-Trailer: 1~~"));
      assertThat(client.read().status()).isEqualTo(200);
    }
    var received = upstream.received().getLast();
    assertThat(received.target()).isEqualTo("/a/c~?q");
    assertThat(received.text()).isEqualTo("abc");
    assertThat(received.headers().first("x-keep")).isEqualTo("2");
    for (String hop :
        new String[] {
          "x-hop", "keep-alive", "proxy-connection", "proxy-authorization", "x-trailer"
        }) {
      assertThat(received.headers().contains(hop)).as(hop).isFalse();
    }
  }

  private static byte[] bytes(String written) {
    StringBuilder fields = new StringBuilder();
    for (int i = 0; i < 101; i++) {
      fields.append("x-").append(i).append(": y\r\n");
    }
    return written
        .replace("~", "\r\n")
        .replace("<CR>", "\r")
        .replace("<LF>", "\n")
        .replace("<TAB>", "\t")
        .replace("<NUL>", "\0")
        .replace("<VT>", "\u000b")
        .replace("<TLS>", "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003")
        .replace("<A*17000>", "a".repeat(17_000))
        .replace("<A*70000>", "a".repeat(70_000))
        .replace("<F*101>", fields)
        .getBytes(ISO_8859_1);
  }
}
