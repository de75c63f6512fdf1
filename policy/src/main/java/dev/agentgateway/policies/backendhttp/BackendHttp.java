package dev.agentgateway.policies.backendhttp;

import dev.agentgateway.policy.Chain;
import dev.agentgateway.policy.ForwardPlan;
import dev.agentgateway.policy.Place;
import dev.agentgateway.policy.Policy;
import dev.agentgateway.policy.PolicyException;
import dev.agentgateway.policy.PolicyType;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Waits for upstreams, of HTTP and of TCP.
public final class BackendHttp implements PolicyType {

  @Override
  public String name() {
    return "backendhttp";
  }

  @Override
  public List<Place<?>> places() {
    return List.of(
        Place.of(
            "AgentgatewayPolicy", "backend.http", BackendHttpConfig.class, BackendHttp::compile),
        Place.of(
            "AgentgatewayBackend", "policies.http", BackendHttpConfig.class, BackendHttp::compile),
        Place.of("AgentgatewayPolicy", "backend.tcp", BackendTcpConfig.class, BackendHttp::compile),
        Place.of(
            "AgentgatewayBackend", "policies.tcp", BackendTcpConfig.class, BackendHttp::compile));
  }

  /// HTTP and TCP are two fields: each counts by itself.
  @Override
  public Policy combine(List<Policy> attached) {
    return Chain.of(attached);
  }

  /// The limits that hold anyway.
  @Override
  public Policy standIn() {
    return Policy.NOTHING;
  }

  private static Policy compile(BackendHttpConfig config) {
    Duration each = config.requestTimeout();
    return new Waits(null, each == null ? null : atLeast("requestTimeout", each, 1));
  }

  private static Policy compile(BackendTcpConfig config) {
    Duration connect = config.connectTimeout();
    return new Waits(connect == null ? null : atLeast("connectTimeout", connect, 100), null);
  }

  private static Duration atLeast(String field, Duration wait, long millisMin) {
    if (wait.toMillis() < millisMin) {
      throw new PolicyException(
          field, "%s: %dms (expected: %dms or more)".formatted(field, wait.toMillis(), millisMin));
    }
    return wait;
  }

  private record Waits(@Nullable Duration connect, @Nullable Duration each) implements Policy {

    @Override
    public ForwardPlan plan(ForwardPlan plan) {
      ForwardPlan connecting =
          connect == null ? plan : plan.withTimeouts(plan.timeouts().withConnect(connect));
      return each == null
          ? connecting
          : connecting.withTimeouts(connecting.timeouts().withTotal(each));
    }
  }
}
