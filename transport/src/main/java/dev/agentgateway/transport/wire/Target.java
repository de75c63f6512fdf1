package dev.agentgateway.transport.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/// A request target, normalised once, for matching and forwarding alike:
///
/// - `%XX` of an unreserved character is decoded; all others stay, with digits in upper case, the
///   encoded slash among them; `%00` and a `%` without two digits are refused
/// - runs of slashes become one, so that `//admin` is not another path than `/admin`
/// - `.` and `..` segments are resolved, encoded ones too; none leads above the root
/// - printable bytes that no URI may hold (`"<>[]^{|}` and the backquote) are encoded; the
///   backslash, control bytes, bytes past ASCII and fragments are refused
///
/// The query is kept as sent, within printable ASCII.
///
/// @param scheme of the absolute form
/// @param authority of the absolute form
/// @param path begins with `/`, or is `*`
public record Target(
    @Nullable String scheme, @Nullable String authority, String path, @Nullable String query) {

  private static final String HEX = "0123456789ABCDEF";

  static Target parse(byte[] bytes, int from, int to, String method) throws Refused {
    if (method.equals("CONNECT")) {
      throw new Refused(405, "connect_refused", "CONNECT is not served here");
    }
    if (bytes[from] == '/') {
      return pathAndQuery(null, null, bytes, from, to);
    }
    if (bytes[from] == '*' && to - from == 1) {
      if (!method.equals("OPTIONS")) {
        throw new Refused("the target * for a method other than OPTIONS");
      }
      return new Target(null, null, "*", null);
    }
    return absolute(bytes, from, to);
  }

  private static Target absolute(byte[] bytes, int from, int to) throws Refused {
    int at;
    String scheme;
    if (to - from > 7 && Ascii.is(bytes, from, from + 7, "http://")) {
      at = from + 7;
      scheme = "http";
    } else if (to - from > 8 && Ascii.is(bytes, from, from + 8, "https://")) {
      at = from + 8;
      scheme = "https";
    } else {
      throw new Refused("a target that is neither a path nor an http or https URL");
    }
    int end = at;
    while (end < to && bytes[end] != '/' && bytes[end] != '?' && bytes[end] != '#') {
      end++;
    }
    String authority = authority(bytes, at, end);
    return pathAndQuery(scheme, authority, bytes, end, to);
  }

  private static Target pathAndQuery(
      @Nullable String scheme, @Nullable String authority, byte[] bytes, int from, int to)
      throws Refused {
    boolean isPlain = from < to && bytes[from] == '/';
    int end = from;
    byte previous = 0;
    while (end < to && bytes[end] != '?') {
      byte b = bytes[end++];
      // A dot or a slash after a slash asks for a closer look, as does what is not plain.
      isPlain &= Ascii.isPath(b) && (previous != '/' || (b != '/' && b != '.'));
      previous = b;
    }
    String query = end < to ? query(bytes, end + 1, to) : null;
    String path =
        isPlain ? new String(bytes, from, end - from, ISO_8859_1) : normalised(bytes, from, end);
    return new Target(scheme, authority, path, query);
  }

  private static String query(byte[] bytes, int from, int to) throws Refused {
    for (int i = from; i < to; i++) {
      if (bytes[i] <= 0x20 || bytes[i] == 0x7f || bytes[i] == '#') {
        throw new Refused("a query with an invalid byte or a fragment");
      }
    }
    return new String(bytes, from, to - from, ISO_8859_1);
  }

  private static String normalised(byte[] bytes, int from, int to) throws Refused {
    ByteArrayOutputStream decoded = new ByteArrayOutputStream(to - from + 16);
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      if (b == '%') {
        i = decode(bytes, i, to, decoded);
      } else if (Ascii.isPath(b)) {
        decoded.write(b);
      } else if (b <= 0x20 || b == 0x7f || b == '#' || b == '\\') {
        throw new Refused("a path with an invalid byte or a fragment");
      } else {
        encode(b, decoded);
      }
    }
    return withoutDots(decoded.toString(ISO_8859_1));
  }

  private static int decode(byte[] bytes, int at, int to, ByteArrayOutputStream out)
      throws Refused {
    int high = at + 2 < to ? Ascii.hex(bytes[at + 1]) : -1;
    int low = at + 2 < to ? Ascii.hex(bytes[at + 2]) : -1;
    if (high < 0 || low < 0) {
      throw new Refused("a path with a % that no two hexadecimal digits follow");
    }
    int code = high * 16 + low;
    if (code == 0) {
      throw new Refused("a path with an encoded NUL");
    }
    if (code < 0x80 && Ascii.isUnreserved(code)) {
      out.write(code);
    } else {
      encode(code, out);
    }
    return at + 2;
  }

  private static void encode(int code, ByteArrayOutputStream out) {
    out.write('%');
    out.write(HEX.charAt(code >> 4 & 0xf));
    out.write(HEX.charAt(code & 0xf));
  }

  private static String withoutDots(String path) {
    StringBuilder out = new StringBuilder(path.length() + 1);
    int at = 0;
    boolean endsInSlash = true;
    while (at < path.length()) {
      int slash = path.indexOf('/', at);
      int end = slash < 0 ? path.length() : slash;
      String segment = path.substring(at, end);
      endsInSlash = slash >= 0;
      switch (segment) {
        case "" -> {}
        case "." -> endsInSlash = true;
        case ".." -> {
          out.setLength(Math.max(out.lastIndexOf("/"), 0));
          endsInSlash = true;
        }
        default -> out.append('/').append(segment);
      }
      at = end + 1;
    }
    if (endsInSlash) {
      out.append('/');
    }
    return out.toString();
  }

  /// Host and port in lower case; no user, no empty host, a port of 1 to 65535 where there is one.
  static String authority(byte[] bytes, int from, int to) throws Refused {
    int hostEnd = from;
    if (from < to && bytes[from] == '[') {
      while (hostEnd < to && bytes[hostEnd] != ']') {
        hostEnd++;
      }
      for (int i = from + 1; i < hostEnd; i++) {
        if (Ascii.hex(bytes[i]) < 0 && bytes[i] != ':' && bytes[i] != '.') {
          throw new Refused("a host with an invalid byte");
        }
      }
      hostEnd++;
      if (hostEnd > to || hostEnd - from < 4) {
        throw new Refused("a host that is no IPv6 address");
      }
    } else {
      while (hostEnd < to && Ascii.isHost(bytes[hostEnd])) {
        hostEnd++;
      }
    }
    if (hostEnd == from || (hostEnd < to && bytes[hostEnd] != ':')) {
      throw new Refused("a host that is empty or holds an invalid byte");
    }
    checkPort(bytes, hostEnd, to);
    return Ascii.lowerCase(new String(bytes, from, to - from, ISO_8859_1));
  }

  private static void checkPort(byte[] bytes, int colon, int to) throws Refused {
    if (colon == to) {
      return;
    }
    int port = 0;
    for (int i = colon + 1; i < to; i++) {
      port = Ascii.isDigit(bytes[i]) ? port * 10 + bytes[i] - '0' : -1;
      if (port < 0 || port > 65_535) {
        break;
      }
    }
    if (port < 1 || port > 65_535) {
      throw new Refused("a host with a port that is no number of 1 to 65535");
    }
  }
}
