package dev.agentgateway.policies.redirect;

import dev.agentgateway.policy.HostText;
import dev.agentgateway.policy.PathChange;
import dev.agentgateway.policy.Place;
import dev.agentgateway.policy.Policy;
import dev.agentgateway.policy.PolicyException;
import dev.agentgateway.policy.PolicyType;
import dev.agentgateway.policy.Site;
import java.util.List;
import java.util.Set;

/// Redirects of a rule.
public final class Redirect implements PolicyType {

  private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);

  @Override
  public String name() {
    return "redirect";
  }

  @Override
  public List<Place<?>> places() {
    return List.of(
        Place.sited(
            "HTTPRoute", "filters.requestRedirect", RedirectConfig.class, Redirect::compile));
  }

  private static Policy compile(RedirectConfig config, Site site) {
    if (!STATUSES.contains(config.statusCode())) {
      throw new PolicyException(
          "statusCode",
          "statusCode: %d (expected: 301, 302, 303, 307 or 308)".formatted(config.statusCode()));
    }
    String hostname = config.hostname();
    return new RedirectPolicy(
        config.scheme(),
        hostname == null ? null : HostText.parse("hostname", hostname),
        config.port(),
        PathChange.compile(config.path(), site),
        config.statusCode());
  }
}
