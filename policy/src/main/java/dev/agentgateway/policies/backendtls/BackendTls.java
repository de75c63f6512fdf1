package dev.agentgateway.policies.backendtls;

import dev.agentgateway.policy.Place;
import dev.agentgateway.policy.PolicyType;
import java.util.List;

/// TLS to upstreams. It names Secrets and ConfigMaps, so the compiler of the configuration makes
/// [dev.agentgateway.http.UpstreamTls] of it.
public final class BackendTls implements PolicyType {

  @Override
  public String name() {
    return "backendtls";
  }

  @Override
  public List<Place<?>> places() {
    return List.of(
        Place.resolved("AgentgatewayPolicy", "backend.tls", BackendTlsConfig.class),
        Place.resolved("AgentgatewayBackend", "policies.tls", BackendTlsConfig.class));
  }
}
