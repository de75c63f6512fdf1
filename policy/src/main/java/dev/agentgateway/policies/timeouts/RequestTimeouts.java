package dev.agentgateway.policies.timeouts;

import dev.agentgateway.policy.DurationText;
import dev.agentgateway.policy.Place;
import dev.agentgateway.policy.Policy;
import dev.agentgateway.policy.PolicyException;
import dev.agentgateway.policy.PolicyType;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

  private static Policy compile(RuleTimeouts config) {
    Duration request = duration("request", config.request());
    Duration each = duration("backendRequest", config.backendRequest());
    if (request != null && each != null && !request.isZero() && each.compareTo(request) > 0) {
      throw new PolicyException(
          "backendRequest",
          "backendRequest: %s (expected: at most request, %s)"
              .formatted(config.backendRequest(), config.request()));
    }
    return new TimeoutsPolicy(request, each, null);
  }

  private static Policy compile(TimeoutsConfig config) {
    Duration request = duration("request", config.request());
    if (request != null && request.toMillis() < 1) {
      throw new PolicyException(
          "request", "request: %s (expected: 1ms or more)".formatted(config.request()));
    }
    return new TimeoutsPolicy(request, null, duration("streamIdle", config.streamIdle()));
  }

  private static @Nullable Duration duration(String field, @Nullable String text) {
    return text == null ? null : DurationText.parse(field, text);
  }
}
