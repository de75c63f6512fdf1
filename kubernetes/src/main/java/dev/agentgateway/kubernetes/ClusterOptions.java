package dev.agentgateway.kubernetes;

import dev.agentgateway.config.Options;
import dev.agentgateway.kubernetes.api.Access;
import java.time.Duration;
import java.util.List;

/// How an API server is used.
///
/// @param addresses that statuses show of Gateways that have none of their own
/// @param alone whether no other controller is there
/// @param patience how long the first reading may take
public record ClusterOptions(
    Access access, Options compile, List<String> addresses, boolean alone, Duration patience) {

  public ClusterOptions {
    addresses = List.copyOf(addresses);
  }
}
