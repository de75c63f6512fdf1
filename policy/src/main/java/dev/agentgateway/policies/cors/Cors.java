package dev.agentgateway.policies.cors;

import dev.agentgateway.policy.Place;
import dev.agentgateway.policy.Policy;
import dev.agentgateway.policy.PolicyType;
import java.util.List;

/// Cross-origin resource sharing.
public final class Cors implements PolicyType {

  @Override
  public String name() {
    return "cors";
  }

  @Override
  public List<Place<?>> places() {
    return List.of(
        Place.of("HTTPRoute", "filters.cors", CorsFilter.class, Cors::compile),
        Place.of("AgentgatewayPolicy", "traffic.cors", CorsFilter.class, Cors::compile),
        Place.of(
            "TrafficPolicy",
            "cors",
            CorsConfig.class,
            config -> config.disable() == null ? compile(config.filter()) : Policy.NOTHING));
  }

  /// Nobody else's pages.
  @Override
  public Policy standIn() {
    return Policy.NOTHING;
  }

  private static Policy compile(CorsFilter filter) {
    return new CorsPolicy(
        Origins.compile(filter.allowOrigins()),
        Boolean.TRUE.equals(filter.allowCredentials()),
        filter.allowMethods(),
        filter.allowHeaders(),
        filter.exposeHeaders(),
        filter.maxAge());
  }
}
