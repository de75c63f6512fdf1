package dev.agentgateway.policy;

import java.util.List;

/// A kind of policy: its name, and the places in resources where its settings stand.
///
/// A member of the family `policies` is one folder and one line in
/// [dev.agentgateway.policies.Policies].
public interface PolicyType {

  String name();

  List<Place<?>> places();

  /// One policy of all that are attached for a request, the less specific first, never empty.
  ///
  /// Precedence: gateway, listener, route, rule, backend; at the same rank the older attachment is
  /// the more specific one. Filters and timeouts of a rule stand above policies that target it. The
  /// rule, unless a type says otherwise: the more specific attachment alone counts.
  default Policy combine(List<Policy> attached) {
    return attached.getLast();
  }

  /// What stands in for settings that cannot hold and have no earlier version that did. The rule,
  /// unless a type says otherwise: nothing passes.
  default Policy standIn() {
    return new Refusal("the settings of the policy " + name() + " cannot hold");
  }
}
