package dev.agentgateway.policy;

import java.util.List;

/// A kind of policy: its name, and the places in resources where its settings stand.
///
/// A member of the family `policies` is one folder and one line in
/// [dev.agentgateway.policies.Policies].
public interface PolicyType {

  String name();

  List<Place<?>> places();

  /// What holds when two attached resources both set it for a request.
  default Merge merge() {
    return Merge.MORE_SPECIFIC;
  }

  /// How several settings for one request go together.
  enum Merge {
    /// The more specific attachment alone counts; of equals, the older.
    MORE_SPECIFIC,
    /// All count, the less specific first.
    ALL
  }
}
