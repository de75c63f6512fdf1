package dev.agentgateway.kubernetes.distribution;

import dev.agentgateway.kubernetes.distribution.wire.Refusal;
import java.util.List;

/// A data plane that is connected, and what it said last.
///
/// @param name of its pod
/// @param version that it has; -1 before it said anything
/// @param refusals what of that version is not in force
public record Replica(String name, long version, List<Refusal> refusals) {

  public Replica {
    refusals = List.copyOf(refusals);
  }
}
