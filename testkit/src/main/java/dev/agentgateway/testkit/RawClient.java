package dev.agentgateway.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.http.Headers;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// Speaks bytes to a port and reads what comes back, strictly.
///
/// ```java
/// RawResponse response = RawClient.post(port, "/v1/messages", body, "x-api-key", "k");
/// try (RawClient client = RawClient.connect(port)) {
///   client.send("GET / HTTP/1.1\r\nhost: x\r\n\r\n");
///   RawResponse answer = client.read();
/// }
/// ```
public final class RawClient implements AutoCloseable {

  private static final Duration READ_LIMIT = Duration.ofSeconds(20);

  private final Socket socket;
  private final WireInput in;
  private final OutputStream out;

  private RawClient(Socket socket) throws IOException {
    this.socket = socket;
    socket.setTcpNoDelay(true);
    socket.setSoTimeout((int) READ_LIMIT.toMillis());
    this.in = new WireInput(socket.getInputStream());
    this.out = socket.getOutputStream();
  }

  public static RawClient connect(int port) {
    try {
      return new RawClient(new Socket(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Speaks TLS, asks for that name and verifies it.
  public static RawClient connectTls(int port, TestCertificates certificates, String name) {
    try {
      Socket plain = new Socket(InetAddress.getLoopbackAddress(), port);
      SSLSocket tls =
          (SSLSocket)
              certificates.clientContext().getSocketFactory().createSocket(plain, name, port, true);
      SSLParameters parameters = tls.getSSLParameters();
      parameters.setServerNames(List.of(new SNIHostName(name)));
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      parameters.setApplicationProtocols(new String[] {"http/1.1"});
      tls.setSSLParameters(parameters);
      tls.startHandshake();
      return new RawClient(tls);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// One request on a connection of its own.
  ///
  /// @param headers names and values in turn; `host` is `localhost` unless given
  public static RawResponse get(int port, String target, String... headers) {
    try (RawClient client = connect(port)) {
      client.send(request("GET", target, "", headers));
      return client.read();
    }
  }

  /// One request with a JSON body on a connection of its own.
  public static RawResponse post(int port, String target, String body, String... headers) {
    try (RawClient client = connect(port)) {
      client.send(request("POST", target, body, headers));
      return client.read();
    }
  }

  /// The bytes of a request: with `host`, and with a length and a content type when there is a
  /// body.
  public static String request(String method, String target, String body, String... headers) {
    Headers given = Headers.of(headers);
    StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
    if (!given.contains("host")) {
      head.append("host: localhost\r\n");
    }
    for (int i = 0; i < given.size(); i++) {
      head.append(given.name(i)).append(": ").append(given.value(i)).append("\r\n");
    }
    if (!body.isEmpty()) {
      if (!given.contains("content-type")) {
        head.append("content-type: application/json\r\n");
      }
      head.append("content-length: ").append(body.getBytes(UTF_8).length).append("\r\n");
    }
    return head + "\r\n" + body;
  }

  public RawClient send(String text) {
    return send(text.getBytes(UTF_8));
  }

  public RawClient send(byte[] bytes) {
    try {
      out.write(bytes);
      out.flush();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// How long a read waits; 20 seconds unless set.
  public RawClient readLimit(Duration limit) {
    try {
      socket.setSoTimeout((int) limit.toMillis());
      return this;
    } catch (SocketException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Reads a whole response. A body that is cut is no exception: the response says so. Interim
  /// responses (1xx) are passed over.
  public RawResponse read() {
    return read(true);
  }

  /// As [#read], for a request by HEAD.
  public RawResponse readHeadOnly() {
    return read(false);
  }

  /// Reads the head alone; the body is read by [#piece].
  public RawResponse.Head head() {
    try {
      return RawResponse.Head.read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The next chunk of a body that comes in chunks; null at its proper end.
  public @Nullable String piece() {
    try {
      ByteArrayOutputStream chunk = new ByteArrayOutputStream();
      return in.chunk(chunk) ? chunk.toString(UTF_8) : null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Reads bytes until they hold the text or the other side closes.
  public String readUntil(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      int b = in.read();
      while (b >= 0) {
        bytes.write(b);
        if (b == text.charAt(text.length() - 1) && bytes.toString(UTF_8).endsWith(text)) {
          break;
        }
        b = in.read();
      }
      return bytes.toString(UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Waits until the other side has closed. False when it sent something instead.
  public boolean awaitClosed() {
    try {
      return in.isAtEnd();
    } catch (SocketException e) {
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Closes with a reset, as a client that crashed.
  public void reset() {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    FakeUpstream.close(socket);
  }

  private RawResponse read(boolean hasBody) {
    try {
      RawResponse.Head head = RawResponse.Head.read(in);
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      boolean isComplete = true;
      if (hasBody && head.status() != 204 && head.status() != 304) {
        try {
          body(head, body);
        } catch (EOFException | SocketException e) {
          isComplete = false;
        }
      }
      return new RawResponse(head.status(), head.headers(), body.toByteArray(), isComplete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void body(RawResponse.Head head, ByteArrayOutputStream body) throws IOException {
    switch (WireInput.framing(head.headers())) {
      case WireInput.Framing.Length(long bytes) -> in.exactly(bytes, body);
      case WireInput.Framing.Chunked _ -> {
        while (in.chunk(body)) {
          // Each chunk adds to the body.
        }
      }
      case WireInput.Framing.Unsaid _ -> in.untilEnd(body);
    }
  }
}
