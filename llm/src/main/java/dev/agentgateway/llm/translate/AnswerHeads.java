package dev.agentgateway.llm.translate;

import dev.agentgateway.http.Headers;
import dev.agentgateway.llm.dialect.Dialect;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Headers for the client, made from the provider's.
final class AnswerHeads {

  /// Of the connection, of the bytes as they came, and of the provider's own site.
  private static final Set<String> OFF =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-connection",
          "proxy-authenticate",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "content-length",
          "content-encoding",
          "set-cookie",
          "strict-transport-security",
          "alt-svc");

  private static final List<String> RETRY =
      List.of("retry-after", "retry-after-ms", "x-should-retry");

  private AnswerHeads() {}

  /// Of an answer whose body passes as it is.
  static Headers same(Headers upstream) {
    Headers.Builder kept = Headers.builder();
    for (int i = 0; i < upstream.size(); i++) {
      if (!OFF.contains(upstream.name(i))) {
        kept.addField(upstream, i);
      }
    }
    return kept.build();
  }

  /// Of an answer that is written anew: ids, rate limits and when to try again.
  static Headers translated(
      Headers upstream, Dialect from, Dialect to, @Nullable String contentType) {
    Headers.Builder headers = Headers.builder();
    if (contentType != null) {
      headers.add("content-type", contentType);
    }
    to.writeHeaders(from.readHeaders(upstream), headers);
    for (String name : RETRY) {
      String value = upstream.first(name);
      if (value != null) {
        headers.add(name, value);
      }
    }
    return headers.build();
  }

  static boolean isEventStream(Headers headers) {
    String type = headers.first("content-type");
    return type != null && type.regionMatches(true, 0, "text/event-stream", 0, 17);
  }

  static boolean isGood(int status) {
    return status >= 200 && status < 300;
  }
}
