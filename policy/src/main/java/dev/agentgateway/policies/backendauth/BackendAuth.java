package dev.agentgateway.policies.backendauth;

import dev.agentgateway.policy.Place;
import dev.agentgateway.policy.PolicyType;
import java.util.List;

/// Credentials for upstreams. They name Secrets, so the compiler of the configuration makes
/// [dev.agentgateway.llm.Credential]s of them.
public final class BackendAuth implements PolicyType {

  @Override
  public String name() {
    return "backendauth";
  }

  @Override
  public List<Place<?>> places() {
    return List.of(
        Place.resolved("AgentgatewayPolicy", "backend.auth", BackendAuthConfig.class),
        Place.resolved("AgentgatewayBackend", "policies.auth", BackendAuthConfig.class));
  }
}
