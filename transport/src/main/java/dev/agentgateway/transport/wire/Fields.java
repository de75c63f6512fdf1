package dev.agentgateway.transport.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.agentgateway.http.Headers;
import java.util.ArrayList;
import java.util.List;

/// What the fields of a head say about the message itself, taken out of the fields that pass on.
///
/// Dropped are `host`, `content-length` and everything that is spoken between neighbours only: the
/// hop-by-hop fields of RFC 9110, 7.6.1, and those that `connection` names.
final class Fields {

  private static final int LENGTH_DIGITS_MAX = 18;

  private final HeadReader head;
  private final List<String> named = new ArrayList<>(0);

  private int host = -1;
  private int encoding = -1;
  private long contentLength = -1;
  private boolean isClose;
  private boolean isKeepAlive;
  private boolean expectsContinue;
  private long keepAliveSeconds = -1;

  private Fields(HeadReader head) {
    this.head = head;
  }

  static Fields of(HeadReader head) throws Refused {
    Fields fields = new Fields(head);
    for (int i = 0; i < head.size(); i++) {
      if (fields.isTaken(i)) {
        head.drop(i);
      }
    }
    for (String name : fields.named) {
      for (int i = 0; i < head.size(); i++) {
        if (head.isNamed(i, name) && !(name.equals("te") && head.isValue(i, "trailers"))) {
          head.drop(i);
        }
      }
    }
    return fields;
  }

  private boolean isTaken(int i) throws Refused {
    return switch (head.nameEnd(i) - head.nameAt(i)) {
      case 2 -> head.isNamed(i, "te") && !head.isValue(i, "trailers");
      case 4 -> head.isNamed(i, "host") && takeHost(i);
      case 6 -> head.isNamed(i, "expect") && takeExpect(i);
      case 7 -> head.isNamed(i, "upgrade") || head.isNamed(i, "trailer");
      case 10 ->
          (head.isNamed(i, "connection") && takeConnection(i))
              || (head.isNamed(i, "keep-alive") && takeKeepAlive(i));
      case 14 -> head.isNamed(i, "content-length") && takeLength(i);
      case 16 -> head.isNamed(i, "proxy-connection");
      case 17 -> head.isNamed(i, "transfer-encoding") && takeEncoding(i);
      case 19 -> head.isNamed(i, "proxy-authorization");
      default -> false;
    };
  }

  private boolean takeHost(int i) throws Refused {
    if (host >= 0) {
      throw new Refused("more than one host header");
    }
    host = i;
    return true;
  }

  private boolean takeExpect(int i) throws Refused {
    if (!head.isValue(i, "100-continue")) {
      throw new Refused(417, "expectation_unknown", "an expectation other than 100-continue");
    }
    expectsContinue = true;
    return true;
  }

  private boolean takeLength(int i) throws Refused {
    if (contentLength >= 0) {
      throw new Refused("more than one content-length");
    }
    int from = head.valueAt(i);
    int to = head.valueEnd(i);
    if (from == to || to - from > LENGTH_DIGITS_MAX) {
      throw new Refused("a content-length that is no number");
    }
    long length = 0;
    for (int k = from; k < to; k++) {
      byte digit = head.bytes()[k];
      if (!Ascii.isDigit(digit)) {
        throw new Refused("a content-length that is no number");
      }
      length = length * 10 + digit - '0';
    }
    contentLength = length;
    return true;
  }

  private boolean takeEncoding(int i) throws Refused {
    if (encoding >= 0) {
      throw new Refused("more than one transfer-encoding");
    }
    encoding = i;
    return true;
  }

  private boolean takeConnection(int i) throws Refused {
    int to = head.valueEnd(i);
    int at = head.valueAt(i);
    while (at <= to) {
      int comma = at;
      while (comma < to && head.bytes()[comma] != ',') {
        comma++;
      }
      String option = new String(head.bytes(), at, comma - at, ISO_8859_1).strip();
      at = comma + 1;
      takeOption(Ascii.lowerCase(option));
    }
    return true;
  }

  private void takeOption(String option) throws Refused {
    for (int i = 0; i < option.length(); i++) {
      if (!Ascii.isToken((byte) option.charAt(i))) {
        throw new Refused("a connection header with an invalid option");
      }
    }
    switch (option) {
      case "" -> {}
      case "close" -> isClose = true;
      case "keep-alive" -> isKeepAlive = true;
      default -> named.add(option);
    }
  }

  /// Notes how long an upstream keeps an idle connection; anything else in it is skipped.
  private boolean takeKeepAlive(int i) {
    String value = Ascii.lowerCase(text(head.valueAt(i), head.valueEnd(i)));
    int at = value.indexOf("timeout=");
    long seconds = -1;
    for (int k = at + 8; at >= 0 && k < value.length() && k < at + 14; k++) {
      char digit = value.charAt(k);
      if (digit < '0' || digit > '9') {
        break;
      }
      seconds = Math.max(seconds, 0) * 10 + digit - '0';
    }
    keepAliveSeconds = seconds;
    return true;
  }

  private String text(int from, int to) {
    return new String(head.bytes(), from, to - from, ISO_8859_1);
  }

  /// Which field is `host`, or -1.
  int host() {
    return host;
  }

  /// The declared length, or -1.
  long contentLength() {
    return contentLength;
  }

  boolean hasEncoding() {
    return encoding >= 0;
  }

  /// The value of `transfer-encoding` in lower case.
  String encoding() {
    return Ascii.lowerCase(text(head.valueAt(encoding), head.valueEnd(encoding)));
  }

  boolean expectsContinue() {
    return expectsContinue;
  }

  long keepAliveSeconds() {
    return keepAliveSeconds;
  }

  /// Whether the connection can serve another message: HTTP/1.1 unless closed, HTTP/1.0 if asked.
  boolean isPersistent(int minorVersion) {
    return !isClose && (minorVersion == 1 || isKeepAlive);
  }

  /// The fields that pass on.
  Headers headers() {
    Headers.Builder builder = Headers.builder(head.headerBytes() + 256, head.size() + 8);
    for (int i = 0; i < head.size(); i++) {
      if (head.nameAt(i) >= 0) {
        builder.add(
            head.bytes(), head.nameAt(i), head.nameEnd(i), head.valueAt(i), head.valueEnd(i));
      }
    }
    return builder.build();
  }
}
