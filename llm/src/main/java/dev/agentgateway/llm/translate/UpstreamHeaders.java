package dev.agentgateway.llm.translate;

import dev.agentgateway.http.Headers;
import dev.agentgateway.http.Secret;
import dev.agentgateway.llm.Credential;
import dev.agentgateway.llm.Upstream;
import dev.agentgateway.llm.dialect.Dialect;
import dev.agentgateway.llm.dialects.Dialects;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Headers for a provider, made from the client's.
///
/// ```
/// always off    hop by hop, host, lengths and encodings; credentials and cookies; what browsers
///               and other proxies add (origin, sec-fetch-*, x-forwarded-*)
/// off           openai-organization, openai-project, unless the client's credential goes on
/// off           headers of a dialect that the provider does not speak: anthropic-*, openai-*
/// off           those of every dialect, x-stainless-*, accept and content-type, when the body is
///               written anew
/// on            everything else: user-agent, x-app, anthropic-beta, traceparent
/// ```
final class UpstreamHeaders {

  private static final Set<String> OFF =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-connection",
          "proxy-authenticate",
          "proxy-authorization",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "expect",
          "host",
          "content-length",
          "content-encoding",
          "accept-encoding",
          "authorization",
          "x-api-key",
          "api-key",
          "cookie",
          "origin",
          "referer",
          "access-control-request-method",
          "access-control-request-headers",
          "forwarded",
          "via",
          "x-real-ip");

  private static final Set<String> ACCOUNT = Set.of("openai-organization", "openai-project");

  private UpstreamHeaders() {}

  /// For a request whose body stays in the client's dialect.
  static Headers same(Headers client, Upstream upstream) {
    return completed(kept(client, upstream, BodyIs.PASSED), client, upstream);
  }

  /// For a request whose body was written anew, in another dialect.
  static Headers translated(Headers client, Upstream upstream, String accept) {
    Headers.Builder kept =
        kept(client, upstream, BodyIs.WRITTEN)
            .add("content-type", "application/json")
            .add("accept", accept);
    return completed(kept, client, upstream);
  }

  private static Headers completed(Headers.Builder headers, Headers client, Upstream upstream) {
    headers.add("accept-encoding", "identity");
    switch (upstream.credential()) {
      case Credential.None _ -> {}
      case Credential.Key(Secret key) -> upstream.provider().setKey(headers, key);
      case Credential.Header(String name, String prefix, Secret key) ->
          headers.set(name, prefix + key.reveal());
      case Credential.Passthrough _ -> pass(headers, client, upstream);
    }
    upstream.provider().complete(headers, upstream.own());
    return headers.build();
  }

  /// The client's own key, in the header that this provider wants.
  private static void pass(Headers.Builder headers, Headers client, Upstream upstream) {
    String authorization = client.first("authorization");
    if (authorization != null) {
      if (authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
        upstream.provider().setKey(headers, Secret.of(authorization.substring(7).strip()));
      } else {
        headers.set("authorization", authorization);
      }
      return;
    }
    String key = client.first("x-api-key");
    if (key != null) {
      upstream.provider().setKey(headers, Secret.of(key));
    }
  }

  private enum BodyIs {
    PASSED,
    WRITTEN
  }

  private static Headers.Builder kept(Headers client, Upstream upstream, BodyIs body) {
    Set<String> named = named(client.first("connection"));
    boolean isPassthrough = upstream.credential() instanceof Credential.Passthrough;
    Headers.Builder kept = Headers.builder();
    for (int i = 0; i < client.size(); i++) {
      String name = client.name(i);
      boolean isOff =
          OFF.contains(name)
              || named.contains(name)
              || name.startsWith("sec-")
              || name.startsWith("x-forwarded-")
              || (ACCOUNT.contains(name) && !isPassthrough)
              || isForeign(name, upstream, body)
              || (body == BodyIs.WRITTEN && isOfBody(name));
      if (!isOff) {
        kept.addField(client, i);
      }
    }
    return kept;
  }

  private static boolean isForeign(String name, Upstream upstream, BodyIs body) {
    for (Dialect dialect : Dialects.ALL) {
      if (name.startsWith(dialect.headerPrefix())) {
        return body == BodyIs.WRITTEN || !upstream.provider().dialects().contains(dialect.name());
      }
    }
    return false;
  }

  private static boolean isOfBody(String name) {
    return name.startsWith("x-stainless-") || name.equals("accept") || name.equals("content-type");
  }

  private static Set<String> named(@Nullable String connection) {
    if (connection == null) {
      return Set.of();
    }
    Set<String> names = new HashSet<>();
    for (String name : connection.split(",", -1)) {
      names.add(name.strip().toLowerCase(Locale.ROOT));
    }
    return names;
  }
}
