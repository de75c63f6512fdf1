package dev.agentgateway.llm.translate;

import dev.agentgateway.llm.ChatSettings;
import dev.agentgateway.llm.Operation;
import dev.agentgateway.llm.RouteType;
import dev.agentgateway.llm.Upstream;
import org.jspecify.annotations.Nullable;

/// Where a request goes at its provider.
///
/// ```
/// path                           replaces path and query of chats
/// path ending in the chat's own  gives the prefix of the other operations
/// pathPrefix                     replaces the leading /v1
/// neither                        the provider's own path; a query goes on when the dialect does
/// ```
final class UpstreamPath {

  private static final String BASE = "/v1";

  private UpstreamPath() {}

  /// Null when the provider has no such operation.
  static @Nullable String of(
      Upstream upstream, Operation operation, String dialect, @Nullable String query) {
    String path = upstream.provider().path(operation, dialect);
    if (path == null) {
      return null;
    }
    String replaced = upstream.path();
    if (replaced != null && operation == Operation.CHAT) {
      return rooted(replaced);
    }
    String prefix = replaced == null ? prefix(upstream) : derived(upstream, replaced, dialect);
    String full = rooted(prefix == null ? path : prefixed(path, prefix));
    return query == null ? full : full + "?" + query;
  }

  /// A path that passes: from the suffix on that its route type was found by.
  static String passing(Upstream upstream, ChatSettings settings, String target) {
    int question = target.indexOf('?');
    String path = question < 0 ? target : target.substring(0, question);
    String longest = "";
    for (var route : settings.routes().entrySet()) {
      String suffix = route.getKey();
      if (route.getValue() == RouteType.PASSTHROUGH
          && suffix.startsWith("/")
          && suffix.length() > longest.length()
          && path.endsWith(suffix)) {
        longest = suffix;
      }
    }
    String kept = longest.isEmpty() ? path : longest;
    String prefix = prefix(upstream);
    String full = rooted(prefix == null ? kept : prefixed(kept, prefix));
    return question < 0 ? full : full + target.substring(question);
  }

  /// Settings may be written without their first slash; what is sent has it.
  private static String rooted(String path) {
    return path.startsWith("/") ? path : "/" + path;
  }

  static @Nullable String query(String target) {
    int question = target.indexOf('?');
    return question < 0 ? null : target.substring(question + 1);
  }

  private static @Nullable String prefix(Upstream upstream) {
    String prefix = upstream.pathPrefix();
    if (prefix == null) {
      return null;
    }
    String trimmed = prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
    return trimmed.isEmpty() ? null : trimmed;
  }

  /// The prefix that a whole path shows: `/anthropic/v1` of `/anthropic/v1/messages`.
  private static @Nullable String derived(Upstream upstream, String path, String dialect) {
    String chat = upstream.provider().path(Operation.CHAT, dialect);
    if (chat == null || !chat.startsWith(BASE)) {
      return null;
    }
    String tail = chat.substring(BASE.length());
    return path.endsWith(tail) ? path.substring(0, path.length() - tail.length()) : null;
  }

  private static String prefixed(String path, String prefix) {
    boolean isBased = path.equals(BASE) || path.startsWith(BASE + "/");
    return isBased ? prefix + path.substring(BASE.length()) : path;
  }
}
