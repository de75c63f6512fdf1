package dev.agentgateway.policies.csrf;

import dev.agentgateway.schema.Limits;
import java.util.List;

/// Requests that a browser sends on behalf of another site are refused.
///
/// @param additionalOrigins other sites that may: `https://example.com`
public record CsrfConfig(
    @Limits(max = 16, itemMin = 1, itemMax = 256) List<String> additionalOrigins) {

  public CsrfConfig {
    additionalOrigins = List.copyOf(additionalOrigins);
  }
}
