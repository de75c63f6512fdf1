package dev.agentgateway.transport.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.agentgateway.http.Failure;
import dev.agentgateway.http.Headers;
import io.netty.buffer.ByteBuf;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Reads responses from the bytes of one upstream connection; interim ones are skipped.
public final class ResponseParser {

  /// An upstream that sends more interim heads than this before its answer is not to be believed.
  private static final int INTERIM_MAX = 16;

  private static final int STATUS_END = 12; // "HTTP/1.1 200"

  private final HeadReader lines;
  private final BodyReader body;

  private boolean isInBody;
  private boolean isHeadOnly;
  private int interim;
  private @Nullable ResponseHead head;
  private Failure.@Nullable BadRequest refusal;

  public ResponseParser(HeadLimits limits) {
    lines = new HeadReader(limits);
    body = new BodyReader(lines);
  }

  /// Tells the method of the request that the next response answers: HEAD has no body.
  public void expect(String method) {
    isHeadOnly = method.equals("HEAD");
    interim = 0;
  }

  /// Consumes what the next event needs. After [Event#END] the next response begins.
  public Event next(ByteBuf in) {
    if (refusal != null) {
      return Event.REFUSED;
    }
    try {
      if (isInBody) {
        return inBody(in);
      }
      while (lines.read(in)) {
        head = parse();
        if (head.status() >= 200) {
          isInBody = true;
          return Event.HEAD;
        }
        lines.expectHead();
      }
      return Event.MORE;
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

  /// The upstream closed after its last byte: true when that is the end of a whole body.
  public boolean isEndedByClose() {
    return isInBody && body.isUntilClose();
  }

  public ResponseHead head() {
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

  private ResponseHead parse() throws Refused {
    byte[] bytes = lines.bytes();
    int at = lines.startLineAt();
    int end = lines.startLineEnd();
    int minor = checkedStatusLine(bytes, at, end);
    int status = (bytes[at + 9] - '0') * 100 + (bytes[at + 10] - '0') * 10 + bytes[at + 11] - '0';
    Fields fields = Fields.of(lines);
    if (status < 200) {
      return interim(status);
    }
    boolean isDelimited = checkedFraming(fields, minor);
    boolean hasNoBody = isHeadOnly || status == 204 || status == 304;
    long length = fields.contentLength();
    if (hasNoBody || length == 0) {
      body.expectLength(0);
    } else if (fields.hasEncoding()) {
      body.expectChunks();
    } else if (length > 0) {
      body.expectLength(length);
    } else {
      body.expectUntilClose();
    }
    long seconds = fields.keepAliveSeconds();
    return new ResponseHead(
        status,
        fields.headers(),
        length,
        !hasNoBody && length != 0,
        fields.isPersistent(minor) && (isDelimited || hasNoBody),
        seconds < 0 ? null : Duration.ofSeconds(seconds));
  }

  private static int checkedStatusLine(byte[] bytes, int at, int end) throws Refused {
    boolean isStatusLine =
        end - at >= STATUS_END
            && new String(bytes, at, 7, ISO_8859_1).equals("HTTP/1.")
            && (bytes[at + 7] == '0' || bytes[at + 7] == '1')
            && bytes[at + 8] == Ascii.SP
            && bytes[at + 9] >= '1'
            && bytes[at + 9] <= '9'
            && Ascii.isDigit(bytes[at + 10])
            && Ascii.isDigit(bytes[at + 11])
            && (end - at == STATUS_END || bytes[at + STATUS_END] == Ascii.SP);
    if (!isStatusLine) {
      throw new Refused("a status line that is not HTTP/1.1, a status and a reason");
    }
    return bytes[at + 7] - '0';
  }

  private ResponseHead interim(int status) throws Refused {
    if (status == 101) {
      throw new Refused("101 without having been asked for another protocol");
    }
    if (++interim > INTERIM_MAX) {
      throw new Refused("more than " + INTERIM_MAX + " interim answers");
    }
    return new ResponseHead(status, Headers.NONE, -1, false, true, null);
  }

  /// Whether the head says where the body ends.
  private static boolean checkedFraming(Fields fields, int minor) throws Refused {
    if (!fields.hasEncoding()) {
      return fields.contentLength() >= 0;
    }
    if (fields.contentLength() >= 0) {
      throw new Refused("content-length together with transfer-encoding");
    }
    if (minor == 0) {
      throw new Refused("transfer-encoding in HTTP/1.0");
    }
    if (!fields.encoding().equals("chunked")) {
      throw new Refused("a transfer-encoding other than chunked");
    }
    return true;
  }
}
