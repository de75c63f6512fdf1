package dev.agentgateway.transport.socket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.agentgateway.http.Headers;

/// Puts together the bytes of one head.
///
/// Fields that say how the message is framed, or that are spoken between neighbours only, are
/// written by the transport and by nobody else; such fields are left out wherever they came from.
public final class HeadBytes {

  private static final byte[] CONTENT_LENGTH = "content-length: ".getBytes(US_ASCII);
  private static final byte[] CHUNKED = "transfer-encoding: chunked\r\n".getBytes(US_ASCII);
  private static final byte[] CLOSE = "connection: close\r\n".getBytes(US_ASCII);
  private static final byte[] KEEP_ALIVE = "connection: keep-alive\r\n".getBytes(US_ASCII);
  private static final int FRAMING_BYTES_MAX = 128;

  private final byte[] bytes;
  private int length;

  /// @param startLineBytes room for the start line and the fields that are added one by one
  public HeadBytes(int startLineBytes, Headers headers) {
    bytes = new byte[startLineBytes + headers.wireLength() + FRAMING_BYTES_MAX];
  }

  public HeadBytes add(byte[] more) {
    System.arraycopy(more, 0, bytes, length, more.length);
    length += more.length;
    return this;
  }

  @SuppressWarnings("deprecation") // The low bytes are what is wanted; the text is checked ASCII.
  public HeadBytes add(String ascii) {
    ascii.getBytes(0, ascii.length(), bytes, length);
    length += ascii.length();
    return this;
  }

  public HeadBytes addAll(Headers headers) {
    for (int i = 0; i < headers.size(); i++) {
      if (isOurs(headers, i)) {
        return addFiltered(headers);
      }
    }
    headers.copyWire(bytes, length);
    length += headers.wireLength();
    return this;
  }

  private HeadBytes addFiltered(Headers headers) {
    for (int i = 0; i < headers.size(); i++) {
      if (!isOurs(headers, i)) {
        length = headers.copyField(i, bytes, length);
      }
    }
    return this;
  }

  private static boolean isOurs(Headers headers, int i) {
    return switch (headers.nameLength(i)) {
      case 4 -> headers.isNamed(i, "host");
      case 6 -> headers.isNamed(i, "expect");
      case 7 -> headers.isNamed(i, "upgrade") || headers.isNamed(i, "trailer");
      case 10 -> headers.isNamed(i, "connection") || headers.isNamed(i, "keep-alive");
      case 14 -> headers.isNamed(i, "content-length");
      case 16 -> headers.isNamed(i, "proxy-connection");
      case 17 -> headers.isNamed(i, "transfer-encoding");
      default -> false;
    };
  }

  public HeadBytes addLength(long contentLength) {
    return add(CONTENT_LENGTH).add(Long.toString(contentLength)).endLine();
  }

  public HeadBytes addChunked() {
    return add(CHUNKED);
  }

  public HeadBytes addClose() {
    return add(CLOSE);
  }

  public HeadBytes addKeepAlive() {
    return add(KEEP_ALIVE);
  }

  /// Ends a line, or with an empty one the head.
  public HeadBytes endLine() {
    bytes[length++] = '\r';
    bytes[length++] = '\n';
    return this;
  }

  public byte[] bytes() {
    return bytes;
  }

  public int length() {
    return length;
  }

  @Override
  public String toString() {
    return new String(bytes, 0, length, ISO_8859_1);
  }
}
