package dev.agentgateway.policies;

import dev.agentgateway.policy.PolicyType;
import java.util.List;

/// Every policy, in the order in which requests meet them. Responses meet them in reverse.
public final class Policies {

  public static final List<PolicyType> IN_ORDER = List.of();

  private Policies() {}
}
