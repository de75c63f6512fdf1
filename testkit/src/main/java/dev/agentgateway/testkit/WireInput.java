package dev.agentgateway.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.agentgateway.http.Headers;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// HTTP/1.1 read from a socket, strictly: a second opinion on what our transport writes.
final class WireInput {

  private static final int LINE_BYTES_MAX = 64 << 10;
  private static final int BODY_BYTES_MAX = 128 << 20;
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e\\x80-\\xff]*");

  private final BufferedInputStream in;

  WireInput(InputStream in) {
    this.in = new BufferedInputStream(in, 16 << 10);
  }

  /// What came is no HTTP/1.1.
  static final class Malformed extends IOException {

    private static final long serialVersionUID = 1;

    Malformed(String message) {
      super(message);
    }
  }

  /// A line without its CR LF; null at the end of the stream before any byte.
  @Nullable String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (true) {
      int b = in.read();
      if (b < 0) {
        if (line.size() == 0) {
          return null;
        }
        throw new EOFException("the stream ended in a line: " + line.toString(ISO_8859_1));
      }
      if (b == '\n') {
        throw new Malformed("a line feed without a carriage return");
      }
      if (b == '\r') {
        if (in.read() != '\n') {
          throw new Malformed("a carriage return without a line feed");
        }
        return line.toString(ISO_8859_1);
      }
      line.write(b);
      if (line.size() > LINE_BYTES_MAX) {
        throw new Malformed("a line longer than " + LINE_BYTES_MAX);
      }
    }
  }

  String lineNotEnd() throws IOException {
    String line = line();
    if (line == null) {
      throw new EOFException("the stream ended between lines");
    }
    return line;
  }

  Headers headers() throws IOException {
    Headers.Builder headers = Headers.builder();
    while (true) {
      String line = lineNotEnd();
      if (line.isEmpty()) {
        return headers.build();
      }
      int colon = line.indexOf(':');
      if (colon < 1 || !TOKEN.matcher(line.substring(0, colon)).matches()) {
        throw new Malformed("no header field: " + line);
      }
      String value = line.substring(colon + 1).strip();
      if (!VALUE.matcher(value).matches()) {
        throw new Malformed("a control character in a value of " + line.substring(0, colon));
      }
      headers.add(line.substring(0, colon), value);
    }
  }

  /// How a message's body is framed.
  sealed interface Framing {
    record Length(long bytes) implements Framing {}

    record Chunked() implements Framing {}

    /// Nothing says so: none in a request, up to the close in a response.
    record Unsaid() implements Framing {}
  }

  static Framing framing(Headers headers) throws Malformed {
    List<String> lengths = headers.all("content-length");
    List<String> codings = headers.all("transfer-encoding");
    if (!codings.isEmpty()) {
      if (!lengths.isEmpty()) {
        throw new Malformed("both transfer-encoding and content-length");
      }
      if (codings.size() != 1 || !codings.getFirst().toLowerCase(Locale.ROOT).equals("chunked")) {
        throw new Malformed("transfer-encoding: " + codings);
      }
      return new Framing.Chunked();
    }
    if (lengths.isEmpty()) {
      return new Framing.Unsaid();
    }
    if (lengths.size() != 1 || !lengths.getFirst().matches("[0-9]{1,15}")) {
      throw new Malformed("content-length: " + lengths);
    }
    return new Framing.Length(Long.parseLong(lengths.getFirst()));
  }

  /// Reads one chunk into `out`. False at the last one, after which trailers were read.
  boolean chunk(ByteArrayOutputStream out) throws IOException {
    String size = lineNotEnd();
    int extension = size.indexOf(';');
    String digits = extension < 0 ? size : size.substring(0, extension);
    if (!digits.matches("[0-9a-fA-F]{1,8}")) {
      throw new Malformed("no chunk size: " + size);
    }
    int length = Integer.parseInt(digits, 16);
    if (length == 0) {
      headers();
      return false;
    }
    exactly(length, out);
    if (!lineNotEnd().isEmpty()) {
      throw new Malformed("a chunk longer than its size");
    }
    return true;
  }

  void exactly(long length, ByteArrayOutputStream out) throws IOException {
    if (length + out.size() > BODY_BYTES_MAX) {
      throw new Malformed("a body longer than " + BODY_BYTES_MAX);
    }
    byte[] buffer = new byte[16 << 10];
    long left = length;
    while (left > 0) {
      int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (read < 0) {
        throw new EOFException("the stream ended %d bytes early".formatted(left));
      }
      out.write(buffer, 0, read);
      left -= read;
    }
  }

  void untilEnd(ByteArrayOutputStream out) throws IOException {
    byte[] buffer = new byte[16 << 10];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      out.write(buffer, 0, read);
    }
  }

  /// Waits for the other side to send or leave, at most as long as the socket's time limit. Returns
  /// whether it left; a byte that comes stays to be read.
  boolean isAtEnd() throws IOException {
    in.mark(1);
    int b = in.read();
    if (b >= 0) {
      in.reset();
    }
    return b < 0;
  }

  int read() throws IOException {
    return in.read();
  }
}
