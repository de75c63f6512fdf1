package dev.agentgateway.kubernetes;

import dev.agentgateway.config.Options;
import dev.agentgateway.kubernetes.api.Access;
import dev.agentgateway.kubernetes.objects.Scope;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// How an API server is used.
///
/// @param addresses that statuses show of Gateways that have none of their own
/// @param alone whether no other controller is there
/// @param patience how long the first reading may take
/// @param scope what of it is looked at
/// @param classParameters what `parametersRef` our GatewayClass has; null for what it has
public record ClusterOptions(
    Access access,
    Options compile,
    List<String> addresses,
    boolean alone,
    Duration patience,
    Scope scope,
    @Nullable ObjectNode classParameters) {

  public ClusterOptions {
    addresses = List.copyOf(addresses);
  }

  public ClusterOptions(
      Access access, Options compile, List<String> addresses, boolean alone, Duration patience) {
    this(access, compile, addresses, alone, patience, Scope.ALL, null);
  }
}
