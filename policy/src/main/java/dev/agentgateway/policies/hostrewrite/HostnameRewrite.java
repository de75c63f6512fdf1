package dev.agentgateway.policies.hostrewrite;

import dev.agentgateway.policy.ForwardPlan;
import dev.agentgateway.policy.ForwardPlan.HostRewrite;
import dev.agentgateway.policy.Place;
import dev.agentgateway.policy.Policy;
import dev.agentgateway.policy.PolicyType;
import java.util.List;

/// Host rewrites.
public final class HostnameRewrite implements PolicyType {

  @Override
  public String name() {
    return "hostrewrite";
  }

  @Override
  public List<Place<?>> places() {
    return List.of(
        Place.of(
            "AgentgatewayPolicy",
            "traffic.hostRewrite",
            HostRewriteConfig.class,
            config -> new HostRewritePolicy(config.mode().rewrite())),
        Place.of(
            "TrafficPolicy",
            "autoHostRewrite",
            AutoHostRewrite.class,
            config ->
                new HostRewritePolicy(config.isAuto() ? HostRewrite.BACKEND : HostRewrite.KEEP)));
  }

  private record HostRewritePolicy(HostRewrite rewrite) implements Policy {

    @Override
    public ForwardPlan plan(ForwardPlan plan) {
      return plan.withHost(rewrite);
    }
  }
}
