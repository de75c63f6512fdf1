package dev.agentgateway.policy;

import dev.agentgateway.http.Request;
import dev.agentgateway.http.Response;

/// One step on a request's way in, and the same step on its response's way out.
///
/// Policies are immutable and shared by all requests.
public interface Policy {

  default Decision onRequest(Request request) {
    return new Decision.Continue(request);
  }

  default Response onResponse(Request request, Response response) {
    return response;
  }

  /// What this policy changes in how requests are forwarded; asked once, with the configuration.
  default ForwardPlan plan(ForwardPlan plan) {
    return plan;
  }
}
