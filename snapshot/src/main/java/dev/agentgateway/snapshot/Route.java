package dev.agentgateway.snapshot;

import dev.agentgateway.policy.Policy;
import java.time.Instant;
import java.util.List;

/// A rule of a route: what it matches, what is done, and where requests go.
///
/// @param id `namespace/name` of the resource
/// @param rule the rule's name, or its index
/// @param ruleIndex place in the resource, for precedence
/// @param hostnames exact or `*.suffix`, already intersected with the listener's; empty for any
/// @param created age counts when all else is equal
/// @param matches one of them must hold; never empty
/// @param policies in the order in which requests meet them, gateway's and route's alike
/// @param targets weighted; empty or all of weight 0 answers 500
public record Route(
    String id,
    String rule,
    int ruleIndex,
    Instant created,
    List<String> hostnames,
    List<Match> matches,
    List<Policy> policies,
    List<Weighted> targets) {

  public Route {
    hostnames = List.copyOf(hostnames);
    matches = List.copyOf(matches);
    policies = List.copyOf(policies);
    targets = List.copyOf(targets);
  }

  /// @param weight 0 to 1,000,000
  /// @param policies of this backend reference alone (filters, backend policies)
  public record Weighted(int weight, Target target, List<Policy> policies) {

    public Weighted {
      policies = List.copyOf(policies);
    }
  }
}
