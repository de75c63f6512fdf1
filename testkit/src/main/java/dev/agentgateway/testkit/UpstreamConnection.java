package dev.agentgateway.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.http.Headers;
import dev.agentgateway.llm.fake.script.FakeStep;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// One connection of a fake upstream: requests are read and answered one after the other.
final class UpstreamConnection {

  private static final Pattern REQUEST_LINE =
      Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+) ([\\x21-\\x7e]+) HTTP/1\\.1");

  private final Socket plain;
  private final Socket socket;
  private final long number;
  private final Function<Received, Answer> answers;
  private final List<String> problems;
  private final WireInput in;
  private final OutputStream out;
  private final @Nullable String serverName;

  /// A fault of the script closed the connection.
  private static final class CutHere extends IOException {
    private static final long serialVersionUID = 1;
  }

  UpstreamConnection(
      Socket plain,
      @Nullable TestCertificates certificates,
      long number,
      Function<Received, Answer> answers,
      List<String> problems)
      throws IOException {
    this.plain = plain;
    this.number = number;
    this.answers = answers;
    this.problems = problems;
    if (certificates == null) {
      socket = plain;
      serverName = null;
    } else {
      SSLSocket tls =
          (SSLSocket)
              certificates.serverContext().getSocketFactory().createSocket(plain, null, true);
      tls.setUseClientMode(false);
      SSLParameters parameters = tls.getSSLParameters();
      parameters.setApplicationProtocols(new String[] {"http/1.1"});
      tls.setSSLParameters(parameters);
      tls.startHandshake();
      socket = tls;
      serverName = nameAskedFor(tls);
    }
    in = new WireInput(socket.getInputStream());
    out = socket.getOutputStream();
  }

  void run() throws IOException {
    boolean isOpen = true;
    while (isOpen) {
      try {
        Received request = request();
        if (request == null) {
          return;
        }
        isOpen = answer(request) && !isClosing(request.headers());
      } catch (WireInput.Malformed e) {
        problems.add(e.getMessage());
        write("HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
        return;
      } catch (CutHere e) {
        plain.close();
        return;
      }
    }
  }

  private @Nullable Received request() throws IOException {
    String line = in.line();
    if (line == null) {
      return null;
    }
    var matcher = REQUEST_LINE.matcher(line);
    if (!matcher.matches()) {
      throw new WireInput.Malformed("no request line: " + line);
    }
    Headers headers = in.headers();
    if (headers.all("host").size() != 1) {
      throw new WireInput.Malformed("host: " + headers.all("host"));
    }
    if (headers.first("expect", "").toLowerCase(Locale.ROOT).equals("100-continue")) {
      write("HTTP/1.1 100 Continue\r\n\r\n");
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    switch (WireInput.framing(headers)) {
      case WireInput.Framing.Length(long bytes) -> in.exactly(bytes, body);
      case WireInput.Framing.Chunked _ -> {
        while (in.chunk(body)) {
          // Each chunk adds to the body.
        }
      }
      case WireInput.Framing.Unsaid _ -> {
        // A request without either has no body.
      }
    }
    return new Received(
        matcher.group(1), matcher.group(2), headers, body.toByteArray(), number, serverName);
  }

  /// Returns whether the connection can take another request.
  private boolean answer(Received request) throws IOException {
    Answer answer = answers.apply(request);
    try {
      switch (answer) {
        case Answer.Raw(List<FakeStep> steps) -> {
          for (FakeStep step : steps) {
            raw(step);
          }
          request.markAnswered();
          return false;
        }
        case Answer.Scripted scripted -> {
          scripted(request, scripted.script().steps());
          request.markAnswered();
          return true;
        }
      }
    } catch (CutHere e) {
      throw e;
    } catch (IOException e) {
      request.markLeft();
      throw e;
    }
  }

  private void raw(FakeStep step) throws IOException {
    switch (step) {
      case FakeStep.Send send -> {
        out.write(send.bytes());
        out.flush();
      }
      case FakeStep.Head _ -> throw new IllegalArgumentException("a head in a raw answer");
      case FakeStep.Pause(Duration length) -> pause(length);
      case FakeStep.Silence _ -> pause(Duration.ZERO);
      case FakeStep.Cut _ -> throw new CutHere();
    }
  }

  private void scripted(Received request, Iterable<FakeStep> steps) throws IOException {
    boolean isChunked = false;
    boolean hasBody = !request.method().equals("HEAD");
    for (FakeStep step : steps) {
      switch (step) {
        case FakeStep.Head(int status, Headers headers) -> {
          boolean isBare = status == 204 || status == 304;
          hasBody &= !isBare;
          isChunked = !headers.contains("content-length") && hasBody;
          head(status, headers, isChunked);
        }
        case FakeStep.Send send -> {
          if (hasBody && send.bytes().length > 0) {
            piece(send.bytes(), isChunked);
          }
        }
        case FakeStep.Pause _, FakeStep.Silence _, FakeStep.Cut _ -> raw(step);
      }
    }
    if (isChunked) {
      write("0\r\n\r\n");
    }
  }

  private void head(int status, Headers headers, boolean isChunked) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    head.writeBytes("HTTP/1.1 %d Fake\r\n".formatted(status).getBytes(US_ASCII));
    byte[] fields = new byte[headers.wireLength()];
    headers.copyWire(fields, 0);
    head.writeBytes(fields);
    if (isChunked) {
      head.writeBytes("transfer-encoding: chunked\r\n".getBytes(US_ASCII));
    }
    head.writeBytes("\r\n".getBytes(US_ASCII));
    out.write(head.toByteArray());
    out.flush();
  }

  private void piece(byte[] bytes, boolean isChunked) throws IOException {
    if (!isChunked) {
      out.write(bytes);
      out.flush();
      return;
    }
    ByteArrayOutputStream chunk = new ByteArrayOutputStream();
    chunk.writeBytes((Integer.toHexString(bytes.length) + "\r\n").getBytes(US_ASCII));
    chunk.writeBytes(bytes);
    chunk.writeBytes("\r\n".getBytes(US_ASCII));
    out.write(chunk.toByteArray());
    out.flush();
  }

  /// Waits, zero for ever, and sees at once when the client leaves.
  private void pause(Duration length) throws IOException {
    socket.setSoTimeout(length.isZero() ? 0 : (int) Math.max(1, length.toMillis()));
    try {
      if (in.isAtEnd()) {
        throw new IOException("the client left");
      }
    } catch (SocketTimeoutException e) {
      // The pause is over.
    } finally {
      if (!socket.isClosed()) {
        socket.setSoTimeout(0);
      }
    }
  }

  private void write(String text) throws IOException {
    out.write(text.getBytes(UTF_8));
    out.flush();
  }

  private static boolean isClosing(Headers headers) {
    return headers.first("connection", "").toLowerCase(Locale.ROOT).contains("close");
  }

  private static @Nullable String nameAskedFor(SSLSocket tls) {
    if (tls.getSession() instanceof ExtendedSSLSession session) {
      for (SNIServerName name : session.getRequestedServerNames()) {
        if (name instanceof SNIHostName host) {
          return host.getAsciiName();
        }
      }
    }
    return null;
  }
}
