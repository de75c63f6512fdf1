package dev.agentgateway.kubernetes.distribution;

import dev.agentgateway.config.report.ResourceKey;
import dev.agentgateway.kubernetes.distribution.wire.Refusal;

/// Is told what a data plane could not let take force.
@FunctionalInterface
public interface RefusalListener {

  /// @param replica which of the Gateway's data planes
  void refused(ResourceKey gateway, String replica, Refusal refusal);
}
