package dev.agentgateway.policies.redirect;

import dev.agentgateway.http.Request;
import dev.agentgateway.http.Response;
import dev.agentgateway.policy.Decision;
import dev.agentgateway.policy.PathChange;
import dev.agentgateway.policy.Policy;
import org.jspecify.annotations.Nullable;

/// Answers with another place. The port is written where it is not the scheme's own.
record RedirectPolicy(
    @Nullable String scheme,
    @Nullable String hostname,
    @Nullable Integer port,
    PathChange path,
    int status)
    implements Policy {

  @Override
  public Decision onRequest(Request request) {
    return new Decision.Answer(Response.of(status).with("location", location(request)));
  }

  private String location(Request request) {
    String toScheme = scheme == null ? request.scheme() : scheme;
    int toPort = port(toScheme, request.connection().local().getPort());
    StringBuilder location = new StringBuilder(toScheme).append("://").append(host(request));
    if (toPort != ownPort(toScheme)) {
      location.append(':').append(toPort);
    }
    location.append(path.on(request.path()));
    return request.query() == null
        ? location.toString()
        : location.append('?').append(request.query()).toString();
  }

  private String host(Request request) {
    if (hostname != null) {
      return hostname;
    }
    String host = request.host();
    return host.indexOf(':') < 0 ? host : "[" + host + "]";
  }

  private int port(String toScheme, int listenerPort) {
    if (port != null) {
      return port;
    }
    return scheme == null ? listenerPort : ownPort(toScheme);
  }

  private static int ownPort(String scheme) {
    return scheme.equals("https") ? 443 : 80;
  }
}
