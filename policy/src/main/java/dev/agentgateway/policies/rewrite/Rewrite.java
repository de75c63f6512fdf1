package dev.agentgateway.policies.rewrite;

import dev.agentgateway.policy.HostText;
import dev.agentgateway.policy.PathChange;
import dev.agentgateway.policy.Place;
import dev.agentgateway.policy.Policy;
import dev.agentgateway.policy.PolicyType;
import dev.agentgateway.policy.Site;
import java.util.List;

/// URL rewrites of a rule.
public final class Rewrite implements PolicyType {

  @Override
  public String name() {
    return "rewrite";
  }

  @Override
  public List<Place<?>> places() {
    return List.of(
        Place.sited("HTTPRoute", "filters.urlRewrite", RewriteConfig.class, Rewrite::compile));
  }

  private static Policy compile(RewriteConfig config, Site site) {
    String hostname = config.hostname();
    return new RewritePolicy(
        hostname == null ? null : HostText.parse("hostname", hostname),
        PathChange.compile(config.path(), site));
  }
}
