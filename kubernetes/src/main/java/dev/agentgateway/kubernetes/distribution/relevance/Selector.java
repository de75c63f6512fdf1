package dev.agentgateway.kubernetes.distribution.relevance;

import dev.agentgateway.config.report.ResourceKey;
import java.util.Map;
import java.util.TreeMap;

/// Objects of a kind in a namespace, chosen by their labels.
///
/// @param direction who brings whom
record Selector(
    Direction direction, String group, String kind, String namespace, Map<String, String> labels) {

  /// Who brings whom.
  enum Direction {
    /// What is chosen brings the chooser, as a route brings the policies that target it.
    TARGETS,
    /// The chooser brings what it chooses, as a policy brings the Secrets that it reads.
    READS
  }

  Selector {
    labels = Map.copyOf(labels);
  }

  /// What stands between the chooser and the chosen. No object has this kind.
  ResourceKey node() {
    return new ResourceKey(group, kind + "?" + direction, namespace, new TreeMap<>(labels) + "");
  }

  boolean takes(ResourceKey key, Map<String, String> written) {
    return key.kind().equals(kind)
        && key.namespace().equals(namespace)
        && key.group().equals(group)
        && written.entrySet().containsAll(labels.entrySet());
  }
}
