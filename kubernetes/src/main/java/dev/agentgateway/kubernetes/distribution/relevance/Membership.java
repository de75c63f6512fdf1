package dev.agentgateway.kubernetes.distribution.relevance;

import dev.agentgateway.config.report.ResourceKey;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/// What concerns one Gateway: all that can be reached from it.
public final class Membership {

  private final Graph graph;
  private final ResourceKey root;
  private final Set<ResourceKey> members = new HashSet<>();

  public Membership(Graph graph, ResourceKey root) {
    this.graph = graph;
    this.root = root;
    enter(root, new HashSet<>());
  }

  public boolean has(ResourceKey key) {
    return members.contains(key);
  }

  public Set<ResourceKey> members() {
    return members;
  }

  /// Follows a change of the graph.
  ///
  /// @return what came in or went out
  public Set<ResourceKey> follow(Delta delta) {
    Set<ResourceKey> left = leave(delta);
    Set<ResourceKey> entered = new HashSet<>();
    for (Edge edge : delta.gained()) {
      if (members.contains(edge.from())) {
        enter(edge.to(), entered);
      }
    }
    // What left and is reached again, from what remained or by another way, was here all the time.
    for (ResourceKey each : left) {
      if (graph.bringersOf(each).stream().anyMatch(members::contains)) {
        enter(each, entered);
      }
    }
    Set<ResourceKey> stayed = new HashSet<>(left);
    stayed.retainAll(entered);
    left.removeAll(stayed);
    entered.removeAll(stayed);
    entered.addAll(left);
    return entered;
  }

  /// Takes out what lost a bringer, and all that it may have brought.
  private Set<ResourceKey> leave(Delta delta) {
    Set<ResourceKey> left = new HashSet<>();
    Deque<ResourceKey> todo = new ArrayDeque<>();
    for (Edge edge : delta.lost()) {
      todo.add(edge.to());
    }
    while (!todo.isEmpty()) {
      ResourceKey key = todo.remove();
      if (!key.equals(root) && members.remove(key)) {
        left.add(key);
        todo.addAll(graph.broughtBy(key));
      }
    }
    return left;
  }

  private void enter(ResourceKey key, Set<ResourceKey> entered) {
    Deque<ResourceKey> todo = new ArrayDeque<>();
    todo.add(key);
    while (!todo.isEmpty()) {
      ResourceKey each = todo.remove();
      if (members.add(each)) {
        entered.add(each);
        todo.addAll(graph.broughtBy(each));
      }
    }
  }
}
