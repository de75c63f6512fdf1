package dev.agentgateway.policy;

import dev.agentgateway.http.Failure;
import dev.agentgateway.http.Request;

/// Lets nothing pass: our failure, not the client's.
public record Refusal(String words) implements Policy {

  @Override
  public Decision onRequest(Request request) {
    return new Decision.Refuse(new Failure.Internal(words));
  }
}
