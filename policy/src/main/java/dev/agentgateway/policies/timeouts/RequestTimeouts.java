package dev.agentgateway.policies.timeouts;

import dev.agentgateway.policy.Place;
import dev.agentgateway.policy.Policy;
import dev.agentgateway.policy.PolicyException;
import dev.agentgateway.policy.PolicyType;
import java.time.Duration;
import java.util.List;

/// Timeouts of requests, as rules and policies set them.
public final class RequestTimeouts implements PolicyType {

  @Override
  public String name() {
    return "timeouts";
  }

  @Override
  public List<Place<?>> places() {
    return List.of(
        Place.of("HTTPRoute", "rules.timeouts", RuleTimeouts.class, RequestTimeouts::compile),
        Place.of(
            "AgentgatewayPolicy",
            "traffic.timeouts",
            TimeoutsConfig.class,
            RequestTimeouts::compile),
        Place.of("TrafficPolicy", "timeouts", TimeoutsConfig.class, RequestTimeouts::compile));
  }

  /// The limits that hold anyway.
  @Override
  public Policy standIn() {
    return Policy.NOTHING;
  }

  private static Policy compile(RuleTimeouts config) {
    Duration request = config.request();
    Duration each = config.backendRequest();
    if (request != null && each != null && !request.isZero() && each.compareTo(request) > 0) {
      throw new PolicyException(
          "backendRequest",
          "backendRequest: %d ms (expected: at most request, %d ms)"
              .formatted(each.toMillis(), request.toMillis()));
    }
    return new TimeoutsPolicy(request, each, null);
  }

  private static Policy compile(TimeoutsConfig config) {
    Duration request = config.request();
    if (request != null && request.toMillis() < 1) {
      throw new PolicyException("request", "request: 0s (expected: 1ms or more)");
    }
    return new TimeoutsPolicy(request, null, config.streamIdle());
  }
}
