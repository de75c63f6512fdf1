package dev.agentgateway.policies.rewrite;

import dev.agentgateway.http.Request;
import dev.agentgateway.policy.Decision;
import dev.agentgateway.policy.PathChange;
import dev.agentgateway.policy.Policy;
import org.jspecify.annotations.Nullable;

/// Changes where a request seems to go.
record RewritePolicy(@Nullable String hostname, PathChange path) implements Policy {

  @Override
  public Decision onRequest(Request request) {
    Request changed = hostname == null ? request : request.withAuthority(hostname);
    return new Decision.Continue(changed.withPath(path.on(request.path())));
  }
}
