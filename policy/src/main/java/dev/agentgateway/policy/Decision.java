package dev.agentgateway.policy;

import dev.agentgateway.http.Failure;
import dev.agentgateway.http.Request;
import dev.agentgateway.http.Response;

/// What a policy decided about a request.
public sealed interface Decision {

  /// Go on to the next policy, with this request.
  record Continue(Request request) implements Decision {}

  /// Stop here and answer the client.
  record Answer(Response response) implements Decision {}

  /// Stop here and refuse.
  record Refuse(Failure failure) implements Decision {}
}
