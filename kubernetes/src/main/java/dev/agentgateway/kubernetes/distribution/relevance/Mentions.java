package dev.agentgateway.kubernetes.distribution.relevance;

import dev.agentgateway.config.report.ResourceKey;
import java.util.Map;
import java.util.Set;

/// What an object says of others.
///
/// @param needs what it cannot work without: backends, Secrets
/// @param joins what it has effect on: a route's Gateways, a policy's targets
/// @param selectors others that it names by their labels
record Mentions(
    Set<ResourceKey> needs,
    Set<ResourceKey> joins,
    Set<Selector> selectors,
    Map<String, String> labels) {

  static final Mentions NONE = new Mentions(Set.of(), Set.of(), Set.of(), Map.of());

  Mentions {
    needs = Set.copyOf(needs);
    joins = Set.copyOf(joins);
    selectors = Set.copyOf(selectors);
    labels = Map.copyOf(labels);
  }
}
