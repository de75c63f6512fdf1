package dev.agentgateway.policy;

import dev.agentgateway.http.Request;
import dev.agentgateway.http.Response;
import java.util.List;

/// Several policies as one: requests meet them in order, responses in reverse.
public record Chain(List<Policy> policies) implements Policy {

  public Chain {
    policies = List.copyOf(policies);
  }

  public static Policy of(List<Policy> policies) {
    return policies.size() == 1 ? policies.getFirst() : new Chain(policies);
  }

  @Override
  public Decision onRequest(Request request) {
    Request now = request;
    for (Policy policy : policies) {
      switch (policy.onRequest(now)) {
        case Decision.Continue(Request next) -> now = next;
        case Decision.Answer answer -> {
          return answer;
        }
        case Decision.Refuse refuse -> {
          return refuse;
        }
      }
    }
    return new Decision.Continue(now);
  }

  @Override
  public Response onResponse(Request request, Response response) {
    Response now = response;
    for (Policy policy : policies.reversed()) {
      now = policy.onResponse(request, now);
    }
    return now;
  }

  @Override
  public ForwardPlan plan(ForwardPlan plan) {
    ForwardPlan now = plan;
    for (Policy policy : policies) {
      now = policy.plan(now);
    }
    return now;
  }

  @Override
  public List<Doubt> doubts() {
    return policies.stream().flatMap(policy -> policy.doubts().stream()).toList();
  }
}
