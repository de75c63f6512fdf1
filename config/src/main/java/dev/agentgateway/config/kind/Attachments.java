package dev.agentgateway.config.kind;

import dev.agentgateway.config.report.ResourceKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Settings of policy resources by what they target.
public final class Attachments {

  private final Map<Point, Deque<Settings>> byPoint = new HashMap<>();

  /// @param section a listener, rule, provider or port; empty for the whole resource
  private record Point(ResourceKey target, String section) {}

  /// Attached in the order of age: the older, the more it counts among equals.
  public void attach(ResourceKey target, String section, Settings settings) {
    byPoint.computeIfAbsent(new Point(target, section), _ -> new ArrayDeque<>()).addFirst(settings);
  }

  /// What is attached there, what counts less first.
  public List<Settings> at(ResourceKey target, String section) {
    Deque<Settings> found = byPoint.get(new Point(target, section));
    return found == null ? List.of() : new ArrayList<>(found);
  }
}
