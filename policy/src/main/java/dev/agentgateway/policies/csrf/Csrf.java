package dev.agentgateway.policies.csrf;

import dev.agentgateway.policy.Place;
import dev.agentgateway.policy.Policy;
import dev.agentgateway.policy.PolicyException;
import dev.agentgateway.policy.PolicyType;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Protection against requests forged across sites.
public final class Csrf implements PolicyType {

  private static final Pattern ORIGIN = Pattern.compile("[a-z][a-z0-9+.-]*://[^/?#*\\s]+");

  @Override
  public String name() {
    return "csrf";
  }

  @Override
  public List<Place<?>> places() {
    return List.of(Place.of("AgentgatewayPolicy", "traffic.csrf", CsrfConfig.class, Csrf::compile));
  }

  private static Policy compile(CsrfConfig config) {
    Set<String> origins = new HashSet<>();
    for (int i = 0; i < config.additionalOrigins().size(); i++) {
      String origin = config.additionalOrigins().get(i).toLowerCase(Locale.ROOT);
      if (!ORIGIN.matcher(origin).matches()) {
        String field = "additionalOrigins[%d]".formatted(i);
        throw new PolicyException(
            field,
            "%s: %s (expected: an origin such as https://example.com)".formatted(field, origin));
      }
      origins.add(origin);
    }
    return new CsrfPolicy(origins);
  }
}
