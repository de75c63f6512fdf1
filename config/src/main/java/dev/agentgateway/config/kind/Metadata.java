package dev.agentgateway.config.kind;

import java.time.Instant;
import java.util.Map;

/// What a resource's `metadata` says, as far as it matters here.
///
/// @param generation 0 where nobody counts
/// @param created [Instant#EPOCH] where it is not written
public record Metadata(
    Map<String, String> labels, Map<String, String> annotations, long generation, Instant created) {

  public static final Metadata NONE = new Metadata(Map.of(), Map.of(), 0, Instant.EPOCH);

  public Metadata {
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
  }

  /// Whether every one of these labels is there.
  public boolean hasLabels(Map<String, String> wanted) {
    return labels.entrySet().containsAll(wanted.entrySet());
  }
}
