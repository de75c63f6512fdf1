package dev.agentgateway.policy;

import dev.agentgateway.http.Request;
import dev.agentgateway.http.Response;
import java.util.List;

/// One step on a request's way in, and the same step on its response's way out.
///
/// Policies are immutable and shared by all requests.
public interface Policy {

  /// Lets everything pass.
  Policy NOTHING = new Policy() {};

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

  /// What the reader of the configuration should know although the settings hold.
  default List<Doubt> doubts() {
    return List.of();
  }

  /// @param field path below the policy's settings; empty for all of them
  record Doubt(String field, String message) {}
}
