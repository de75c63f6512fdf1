package dev.agentgateway.transport.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.agentgateway.http.Failure;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/// Reads requests, one after the other, from the bytes of one connection.
public final class RequestParser {

  private static final int VERSION_LENGTH = 8;
  private static final int METHOD_LENGTH_MAX = 32;

  private final HeadReader lines;
  private final BodyReader body;

  private boolean isInBody;
  private @Nullable RequestHead head;
  private Failure.@Nullable BadRequest refusal;

  public RequestParser(HeadLimits limits) {
    lines = new HeadReader(limits);
    body = new BodyReader(lines);
  }

  /// Consumes what the next event needs. After [Event#END] the next request begins.
  public Event next(ByteBuf in) {
    if (refusal != null) {
      return Event.REFUSED;
    }
    try {
      if (isInBody) {
        return inBody(in);
      }
      if (!lines.read(in)) {
        return Event.MORE;
      }
      head = parse();
      isInBody = true;
      return Event.HEAD;
    } catch (Refused refused) {
      refusal = refused.failure;
      return Event.REFUSED;
    }
  }

  private Event inBody(ByteBuf in) throws Refused {
    Event event = body.next(in);
    if (event == Event.END) {
      isInBody = false;
      lines.expectHead();
    }
    return event;
  }

  public RequestHead head() {
    if (head == null) {
      throw new IllegalStateException("no head was read");
    }
    return head;
  }

  public ByteBuf data() {
    return body.data();
  }

  public Failure.BadRequest refusal() {
    if (refusal == null) {
      throw new IllegalStateException("nothing was refused");
    }
    return refusal;
  }

  /// Whether the stream stands between two requests.
  public boolean isBetween() {
    return !isInBody && lines.isUntouched();
  }

  /// Bytes of the body that are known to be still to come.
  public long remaining() {
    return body.remaining();
  }

  private RequestHead parse() throws Refused {
    byte[] bytes = lines.bytes();
    int from = lines.startLineAt();
    int to = lines.startLineEnd();
    int methodEnd = from;
    while (methodEnd < to && Ascii.isToken(bytes[methodEnd])) {
      methodEnd++;
    }
    int targetEnd = to - VERSION_LENGTH - 1;
    if (methodEnd == from
        || methodEnd - from > METHOD_LENGTH_MAX
        || methodEnd + 1 >= targetEnd
        || bytes[methodEnd] != Ascii.SP
        || bytes[targetEnd] != Ascii.SP) {
      throw new Refused("a request line that is not method, target and version");
    }
    int minor = minorVersion(bytes, targetEnd + 1);
    String method = method(bytes, from, methodEnd);
    Target target = Target.parse(bytes, methodEnd + 1, targetEnd, method);
    Fields fields = Fields.of(lines);
    String authority = authority(target, fields, minor);
    long length = length(fields, minor);
    return new RequestHead(
        method,
        target.scheme(),
        authority,
        target.path(),
        target.query(),
        minor == 1 ? "HTTP/1.1" : "HTTP/1.0",
        fields.headers(),
        length,
        fields.isPersistent(minor),
        // RFC 9110, 10.1.1: an HTTP/1.0 client cannot mean it.
        fields.expectsContinue() && minor == 1 && length != 0);
  }

  private static int minorVersion(byte[] bytes, int at) throws Refused {
    String version = new String(bytes, at, VERSION_LENGTH, ISO_8859_1);
    boolean isVersion =
        version.startsWith("HTTP/")
            && Ascii.isDigit(bytes[at + 5])
            && bytes[at + 6] == '.'
            && Ascii.isDigit(bytes[at + 7]);
    if (!isVersion) {
      throw new Refused("a request line without a version");
    }
    return switch (version) {
      case "HTTP/1.1" -> 1;
      case "HTTP/1.0" -> 0;
      default ->
          throw new Refused(
              505, "version_unknown", version + " is not spoken here (expected: HTTP/1.1)");
    };
  }

  private static String method(byte[] bytes, int from, int to) {
    // Constants where they serve: most requests are one of these.
    if (to - from == 3 && bytes[from] == 'G' && bytes[from + 1] == 'E' && bytes[from + 2] == 'T') {
      return "GET";
    }
    if (to - from == 4 && bytes[from] == 'P' && bytes[from + 1] == 'O' && bytes[from + 3] == 'T') {
      return bytes[from + 2] == 'S' ? "POST" : new String(bytes, from, 4, ISO_8859_1);
    }
    return new String(bytes, from, to - from, ISO_8859_1);
  }

  private String authority(Target target, Fields fields, int minor) throws Refused {
    int host = fields.host();
    if (host < 0) {
      if (minor == 1) {
        throw new Refused("a request without a host header");
      }
      return target.authority() == null ? "" : target.authority();
    }
    String named = Target.authority(lines.bytes(), lines.valueAt(host), lines.valueEnd(host));
    if (target.authority() != null && !target.authority().equals(named)) {
      throw new Refused("a host header that differs from the target's");
    }
    return named;
  }

  private long length(Fields fields, int minor) throws Refused {
    if (!fields.hasEncoding()) {
      long length = Math.max(fields.contentLength(), 0);
      body.expectLength(length);
      return length;
    }
    if (fields.contentLength() >= 0) {
      throw new Refused("content-length together with transfer-encoding");
    }
    if (minor == 0) {
      throw new Refused("transfer-encoding in HTTP/1.0");
    }
    String encoding = fields.encoding();
    if (!encoding.equals("chunked")) {
      throw encoding.isEmpty() || encoding.indexOf("chunked") != encoding.lastIndexOf("chunked")
          ? new Refused("a transfer-encoding that is malformed")
          : new Refused(501, "transfer_coding_unknown", "a transfer-encoding other than chunked");
    }
    body.expectChunks();
    return -1;
  }
}
