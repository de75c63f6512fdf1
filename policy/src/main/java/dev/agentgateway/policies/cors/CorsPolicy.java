package dev.agentgateway.policies.cors;

import dev.agentgateway.http.Headers;
import dev.agentgateway.http.Request;
import dev.agentgateway.http.Response;
import dev.agentgateway.policy.Decision;
import dev.agentgateway.policy.Policy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Answers a browser's question before the call, and marks the answers of calls.
///
/// With credentials a browser takes no `*`: then what was asked for is repeated.
record CorsPolicy(
    Origins origins,
    boolean withCredentials,
    List<String> methods,
    List<String> headers,
    List<String> exposed,
    int maxAgeSeconds)
    implements Policy {

  private static final String ALLOW_ORIGIN = "access-control-allow-origin";
  private static final String ALLOW_CREDENTIALS = "access-control-allow-credentials";
  private static final String EXPOSE = "access-control-expose-headers";

  CorsPolicy {
    methods = List.copyOf(methods);
    headers = List.copyOf(headers);
    exposed = List.copyOf(exposed);
  }

  @Override
  public Decision onRequest(Request request) {
    String origin = request.headers().first("origin");
    String method = request.headers().first("access-control-request-method");
    if (origin == null || method == null || !request.method().equals("OPTIONS")) {
      return new Decision.Continue(request);
    }
    Headers.Builder answer = Headers.builder();
    if (origins.allow(origin)) {
      allow(answer, origin);
      list(answer, "access-control-allow-methods", methods, method);
      list(
          answer,
          "access-control-allow-headers",
          headers,
          request.headers().first("access-control-request-headers"));
      answer.add("access-control-max-age", String.valueOf(maxAgeSeconds));
      // Browsers do not look at it here; the Gateway API's suite does.
      list(answer, EXPOSE, exposed, null);
    }
    answer.add("vary", "origin, access-control-request-method, access-control-request-headers");
    return new Decision.Answer(Response.of(204).withHeaders(answer.build()));
  }

  @Override
  public Response onResponse(Request request, Response response) {
    Headers.Builder marked = response.headers().toBuilder();
    marked.remove(ALLOW_ORIGIN).remove(ALLOW_CREDENTIALS).remove(EXPOSE);
    String origin = request.headers().first("origin");
    if (origin != null && origins.allow(origin)) {
      allow(marked, origin);
      list(marked, EXPOSE, exposed, names(response.headers()));
    }
    if (!isSameForAll()) {
      marked.add("vary", "origin");
    }
    return response.withHeaders(marked.build());
  }

  private boolean isSameForAll() {
    return origins.isAny() && !withCredentials;
  }

  private void allow(Headers.Builder to, String origin) {
    to.set(ALLOW_ORIGIN, isSameForAll() ? "*" : origin);
    if (withCredentials) {
      to.set(ALLOW_CREDENTIALS, "true");
    }
  }

  private void list(
      Headers.Builder to, String name, List<String> configured, @Nullable String asked) {
    if (configured.isEmpty()) {
      return;
    }
    if (!configured.contains("*")) {
      to.set(name, String.join(", ", configured));
    } else if (!withCredentials) {
      to.set(name, "*");
    } else if (asked != null) {
      to.set(name, asked);
    }
  }

  private static String names(Headers fields) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      if (!names.contains(fields.name(i))) {
        names.add(fields.name(i));
      }
    }
    return String.join(", ", names);
  }
}
