package dev.agentgateway.transport.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.http.Endpoint;
import dev.agentgateway.http.Request;
import dev.agentgateway.transport.socket.HeadBytes;

/// The one canonical way in which a request's head is written, whatever it was changed to on the
/// way.
final class RequestHeadBytes {

  private static final String HEX = "0123456789ABCDEF";
  private static final String SEPARATORS = "\"(),/:;<=>?@[\\]{}";

  private RequestHeadBytes() {}

  /// @throws IllegalArgumentException when method or authority would forge another message
  static HeadBytes of(Request request, Endpoint endpoint) {
    String method = checked(request.method(), SEPARATORS);
    String authority =
        request.authority().isEmpty()
            ? endpoint.address()
            : checked(request.authority(), "/?#@\\\"<>");
    String target = encoded(request.target());
    HeadBytes head =
        new HeadBytes(
                method.length() + target.length() + authority.length() + 32, request.headers())
            .add(method)
            .add(" ")
            .add(target)
            .add(" HTTP/1.1\r\nhost: ")
            .add(authority)
            .endLine()
            .addAll(request.headers());
    long length = request.body().length();
    if (length < 0) {
      head.addChunked();
    } else if (length > 0 || expectsBody(method)) {
      head.addLength(length);
    }
    return head.endLine();
  }

  private static boolean expectsBody(String method) {
    return method.equals("POST") || method.equals("PUT") || method.equals("PATCH");
  }

  private static String checked(String part, String forbidden) {
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      if (c <= ' ' || c >= 0x7f || forbidden.indexOf(c) >= 0) {
        throw new IllegalArgumentException("a method or host with an invalid character");
      }
    }
    if (part.isEmpty()) {
      throw new IllegalArgumentException("a method that is empty");
    }
    return part;
  }

  /// A path that was rewritten may hold anything; what no target may hold is encoded.
  private static String encoded(String target) {
    for (int i = 0; i < target.length(); i++) {
      if (!isPlain(target.charAt(i))) {
        return encodedSlowly(target);
      }
    }
    return target;
  }

  private static boolean isPlain(int c) {
    return c > ' ' && c < 0x7f && c != '#';
  }

  private static String encodedSlowly(String target) {
    StringBuilder out = new StringBuilder(target.length() + 16);
    for (byte b : target.getBytes(UTF_8)) {
      if (isPlain(b)) {
        out.append((char) b);
      } else {
        out.append('%').append(HEX.charAt((b >> 4) & 0xf)).append(HEX.charAt(b & 0xf));
      }
    }
    return out.toString();
  }
}
