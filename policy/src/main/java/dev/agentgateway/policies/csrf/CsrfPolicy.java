package dev.agentgateway.policies.csrf;

import dev.agentgateway.http.Failure;
import dev.agentgateway.http.Request;
import dev.agentgateway.policy.Decision;
import dev.agentgateway.policy.Policy;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Refuses what a browser sends for another site. Browsers say where a request comes from in
/// `sec-fetch-site`, older ones in `origin`; who says neither is no browser.
///
/// @param origins of other sites that may, in lower case
record CsrfPolicy(Set<String> origins) implements Policy {

  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

  CsrfPolicy {
    origins = Set.copyOf(origins);
  }

  @Override
  public Decision onRequest(Request request) {
    return isAllowed(request)
        ? new Decision.Continue(request)
        : new Decision.Refuse(
            new Failure.BadRequest(403, "csrf", "the request comes from another site"));
  }

  private boolean isAllowed(Request request) {
    if (SAFE.contains(request.method())) {
      return true;
    }
    String site = request.headers().first("sec-fetch-site");
    String origin = request.headers().first("origin");
    if (isNamed(origin)) {
      return true;
    }
    if (site != null) {
      return site.equals("same-origin") || site.equals("none");
    }
    return origin == null || isOwn(origin, request.authority());
  }

  private boolean isNamed(@Nullable String origin) {
    return origin != null && origins.contains(origin.toLowerCase(Locale.ROOT));
  }

  /// Whether the origin is the host that was asked, in whatever scheme: TLS may end before us.
  private static boolean isOwn(String origin, String authority) {
    int host = origin.indexOf("://");
    return host >= 0 && origin.substring(host + 3).equalsIgnoreCase(authority);
  }
}
