package dev.agentgateway.kubernetes.distribution.relevance;

import java.util.HashSet;
import java.util.Set;

/// What a change made of the graph. Of one thing that comes and goes, the last counts.
public final class Delta {

  private final Set<Edge> gained = new HashSet<>();
  private final Set<Edge> lost = new HashSet<>();

  Delta() {}

  void gain(Edge edge) {
    if (!lost.remove(edge)) {
      gained.add(edge);
    }
  }

  void lose(Edge edge) {
    if (!gained.remove(edge)) {
      lost.add(edge);
    }
  }

  Set<Edge> gained() {
    return gained;
  }

  Set<Edge> lost() {
    return lost;
  }
}
