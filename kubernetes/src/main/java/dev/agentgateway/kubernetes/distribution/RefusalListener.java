package dev.agentgateway.kubernetes.distribution;

import dev.agentgateway.config.report.ResourceKey;
import dev.agentgateway.kubernetes.distribution.wire.Refusal;

/// Is told what data planes could not let take force.
public interface RefusalListener {

  /// @param replica which of the Gateway's data planes
  void refused(ResourceKey gateway, String replica, Refusal refusal);

  /// What is refused by the data planes that are connected is now more, less or something else.
  void changed(ResourceKey gateway);
}
