package dev.agentgateway.policies.headers;

import dev.agentgateway.http.Request;
import dev.agentgateway.http.Response;
import dev.agentgateway.policy.Decision;
import dev.agentgateway.policy.Policy;
import org.jspecify.annotations.Nullable;

/// Edits the header fields of requests and responses.
record HeaderModifiersPolicy(@Nullable HeaderEdit request, @Nullable HeaderEdit response)
    implements Policy {

  @Override
  public Decision onRequest(Request before) {
    return new Decision.Continue(request == null ? before : request.on(before));
  }

  @Override
  public Response onResponse(Request to, Response before) {
    return response == null ? before : before.withHeaders(response.on(before.headers()));
  }
}
