package dev.agentgateway.policy;

/// What policies must know of where their settings stand.
///
/// @param pathPrefix of the one match of an HTTPRoute's rule, for filters that replace it; `/`
///   where there is none. The Gateway API allows such filters only in rules with one prefix match.
public record Site(String pathPrefix) {

  /// Settings that stand outside of a rule.
  public static final Site ANY = new Site("/");
}
