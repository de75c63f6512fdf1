package dev.agentgateway.transport.wire;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/// Gathers the lines of a head, or of a trailer section, and checks what every line must obey.
///
/// The bytes are copied once, out of the socket's buffer, and cut into start line and fields where
/// they lie. Checks are made in the order of the bytes, so that a split never changes the verdict.
final class HeadReader {

  /// How many bytes are copied ahead of the scan: what is past the head is copied in vain.
  private static final int SLAB = 2048;

  private static final int PARTS = 4;

  private final HeadLimits limits;

  private byte[] bytes = new byte[SLAB];
  private int length;
  private int lineAt;
  private boolean isStartLineDue = true;
  private boolean wasEmptyLineSkipped;
  private int headersAt;
  private int startLineAt;
  private int startLineEnd;
  private int[] fields = new int[16 * PARTS]; // start and end of name, start and end of value
  private int parts;

  HeadReader(HeadLimits limits) {
    this.limits = limits;
  }

  /// Makes ready for a head with a start line.
  void expectHead() {
    reset();
    isStartLineDue = true;
  }

  /// Makes ready for fields without a start line.
  void expectTrailers() {
    reset();
    isStartLineDue = false;
  }

  private void reset() {
    if (bytes.length > 4 * SLAB) {
      bytes = new byte[SLAB];
    }
    length = 0;
    lineAt = 0;
    headersAt = 0;
    parts = 0;
    wasEmptyLineSkipped = false;
  }

  /// Whether no byte of this head has come yet; an empty line before it does not count.
  boolean isUntouched() {
    return length == lineAt && parts == 0 && isStartLineDue;
  }

  /// Consumes bytes until the head is complete. True when it is.
  boolean read(ByteBuf in) throws Refused {
    while (in.isReadable()) {
      int slab = Math.min(in.readableBytes(), SLAB);
      if (length + slab > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + slab));
      }
      in.getBytes(in.readerIndex(), bytes, length, slab);
      int end = scan(length, length + slab);
      if (end >= 0) {
        in.skipBytes(end - length);
        length = end;
        return true;
      }
      in.skipBytes(slab);
      length += slab;
    }
    return false;
  }

  private int scan(int from, int to) throws Refused {
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      if (i >= limitAt()) {
        throw tooLarge();
      }
      if (b == Ascii.LF) {
        if (i == lineAt || bytes[i - 1] != Ascii.CR) {
          throw new Refused("a line feed without a carriage return");
        }
        if (line(lineAt, i - 1)) {
          return i + 1;
        }
        lineAt = i + 1;
      } else if (i > lineAt && bytes[i - 1] == Ascii.CR) {
        throw new Refused("a carriage return without a line feed");
      } else if (Ascii.isForbidden(b)) {
        throw new Refused("a control byte in the head");
      }
    }
    return -1;
  }

  private int limitAt() {
    return isStartLineDue
        ? lineAt + limits.startLineBytesMax() + 2
        : headersAt + limits.headerBytesMax() + 2;
  }

  private Refused tooLarge() {
    return isStartLineDue
        ? new Refused(
            414,
            "target_too_long",
            "the first line exceeds the limit of " + limits.startLineBytesMax() + " bytes")
        : new Refused(
            431,
            "headers_too_large",
            "the headers exceed the limit of " + limits.headerBytesMax() + " bytes");
  }

  /// Takes one line without its end. True when it is the empty one that ends the head.
  private boolean line(int from, int to) throws Refused {
    if (isStartLineDue) {
      if (from == to) {
        // RFC 9112, 2.2: old clients send one line end too many after a body.
        if (wasEmptyLineSkipped) {
          throw new Refused("empty lines before the request");
        }
        wasEmptyLineSkipped = true;
        return false;
      }
      startLineAt = from;
      startLineEnd = to;
      isStartLineDue = false;
      headersAt = to + 2;
      return false;
    }
    if (from == to) {
      return true;
    }
    field(from, to);
    return false;
  }

  private void field(int from, int to) throws Refused {
    if (bytes[from] == Ascii.SP || bytes[from] == Ascii.HTAB) {
      throw new Refused("a header line begins with white space (obsolete folding)");
    }
    int colon = from;
    while (colon < to && Ascii.isToken(bytes[colon])) {
      colon++;
    }
    if (colon == to || bytes[colon] != ':' || colon == from) {
      throw new Refused(
          colon < to && (bytes[colon] == Ascii.SP || bytes[colon] == Ascii.HTAB)
              ? "white space between a header's name and its colon"
              : "a header line without a valid name");
    }
    if (parts / PARTS >= limits.headersMax()) {
      throw new Refused(
          431, "too_many_headers", "more headers than the limit of " + limits.headersMax());
    }
    int start = colon + 1;
    while (start < to && isBlank(bytes[start])) {
      start++;
    }
    int end = to;
    while (end > start && isBlank(bytes[end - 1])) {
      end--;
    }
    if (parts == fields.length) {
      fields = Arrays.copyOf(fields, fields.length * 2);
    }
    fields[parts++] = from;
    fields[parts++] = colon;
    fields[parts++] = start;
    fields[parts++] = end;
  }

  private static boolean isBlank(byte b) {
    return b == Ascii.SP || b == Ascii.HTAB;
  }

  byte[] bytes() {
    return bytes;
  }

  int startLineAt() {
    return startLineAt;
  }

  int startLineEnd() {
    return startLineEnd;
  }

  int size() {
    return parts / PARTS;
  }

  /// Bytes that the fields take, as an estimate for who copies them.
  int headerBytes() {
    return length - headersAt;
  }

  /// Start of the name, or -1 when the field was dropped.
  int nameAt(int i) {
    return fields[i * PARTS];
  }

  void drop(int i) {
    fields[i * PARTS] = -1;
  }

  int nameEnd(int i) {
    return fields[i * PARTS + 1];
  }

  int valueAt(int i) {
    return fields[i * PARTS + 2];
  }

  int valueEnd(int i) {
    return fields[i * PARTS + 3];
  }

  boolean isNamed(int i, String lowerCase) {
    return nameAt(i) >= 0 && Ascii.is(bytes, nameAt(i), nameEnd(i), lowerCase);
  }

  boolean isValue(int i, String lowerCase) {
    return Ascii.is(bytes, valueAt(i), valueEnd(i), lowerCase);
  }
}
