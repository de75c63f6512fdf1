package dev.agentgateway.kubernetes.distribution.relevance;

import dev.agentgateway.config.report.ResourceKey;
import dev.agentgateway.config.sources.Document;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/// Which object brings which: an edge for every mention, whether or not its end exists.
///
/// ```
/// Gateway ─▶ GatewayClass, Secrets of listeners
///    └────▶ routes that name it as parent ─▶ backends ─▶ Secrets, ConfigMaps, Services
///    └────▶ policies that target it            └────▶ policies that target them
/// Service ─▶ its EndpointSlices      every object ─▶ its Namespace ─▶ its ReferenceGrants
/// ```
///
/// A change costs what its own edges cost, however many objects there are. Not for several threads.
public final class Graph {

  private final NavigableMap<ResourceKey, Mentions> objects = new TreeMap<>();
  private final Map<ResourceKey, Set<Edge>> owned = new HashMap<>();
  private final Map<Edge, Integer> owners = new HashMap<>();
  private final Map<ResourceKey, Set<ResourceKey>> brings = new HashMap<>();
  private final Map<ResourceKey, Set<ResourceKey>> broughtBy = new HashMap<>();
  private final Map<String, Set<ResourceKey>> foreigners = new HashMap<>();
  private final Map<String, Map<Selector, Integer>> selectors = new HashMap<>();
  private final Permissions permissions = new Permissions();

  /// An object is there, or is now like this.
  public Delta put(ResourceKey key, Document document) {
    return replace(key, MentionReader.read(key, document), document);
  }

  public Delta remove(ResourceKey key) {
    return replace(key, Mentions.NONE, null);
  }

  Set<ResourceKey> broughtBy(ResourceKey key) {
    return brings.getOrDefault(key, Set.of());
  }

  Set<ResourceKey> bringersOf(ResourceKey key) {
    return broughtBy.getOrDefault(key, Set.of());
  }

  private Delta replace(
      ResourceKey key, Mentions now, @org.jspecify.annotations.Nullable Document document) {
    Delta delta = new Delta();
    Mentions before = objects.getOrDefault(key, Mentions.NONE);
    forgetForeigner(key, before);
    if (document == null) {
      objects.remove(key);
    } else {
      objects.put(key, now);
    }
    rememberForeigner(key, now);
    List<Selector> moved = reselect(before, now);
    link(key, document == null ? Set.of() : edges(key, now), delta);
    for (Selector selector : moved) {
      for (ResourceKey each : among(selector)) {
        relink(each, delta);
      }
    }
    if (key.kind().equals("ReferenceGrant")) {
      if (document == null) {
        permissions.remove(key);
      } else {
        permissions.put(key, document);
      }
      for (ResourceKey each : List.copyOf(foreigners.getOrDefault(key.namespace(), Set.of()))) {
        relink(each, delta);
      }
    }
    return delta;
  }

  private void relink(ResourceKey key, Delta delta) {
    Mentions mentions = objects.get(key);
    if (mentions != null) {
      link(key, edges(key, mentions), delta);
    }
  }

  private Set<Edge> edges(ResourceKey key, Mentions mentions) {
    Set<Edge> edges = new HashSet<>();
    for (ResourceKey each : mentions.needs()) {
      if (permissions.allow(key, each)) {
        edges.add(new Edge(key, each));
      }
    }
    mentions.joins().forEach(each -> edges.add(new Edge(each, key)));
    for (Selector each : mentions.selectors()) {
      edges.add(
          switch (each.direction()) {
            case TARGETS -> new Edge(each.node(), key);
            case READS -> new Edge(key, each.node());
          });
    }
    for (Selector each : selectors.getOrDefault(place(key), Map.of()).keySet()) {
      if (each.takes(key, mentions.labels())) {
        edges.add(
            switch (each.direction()) {
              case TARGETS -> new Edge(key, each.node());
              case READS -> new Edge(each.node(), key);
            });
      }
    }
    return edges;
  }

  /// The edges that an object speaks for are now these.
  private void link(ResourceKey owner, Set<Edge> now, Delta delta) {
    Set<Edge> before = now.isEmpty() ? owned.remove(owner) : owned.put(owner, now);
    for (Edge edge : now) {
      if ((before == null || !before.contains(edge)) && owners.merge(edge, 1, Integer::sum) == 1) {
        brings.computeIfAbsent(edge.from(), _ -> new HashSet<>()).add(edge.to());
        broughtBy.computeIfAbsent(edge.to(), _ -> new HashSet<>()).add(edge.from());
        delta.gain(edge);
      }
    }
    for (Edge edge : before == null ? Set.<Edge>of() : before) {
      if (!now.contains(edge) && owners.merge(edge, -1, Graph::orNone) == null) {
        drop(brings, edge.from(), edge.to());
        drop(broughtBy, edge.to(), edge.from());
        delta.lose(edge);
      }
    }
  }

  private static @org.jspecify.annotations.Nullable Integer orNone(int count, int more) {
    return count + more == 0 ? null : count + more;
  }

  /// Counts who asks for which selector; gives those that are new, or asked for no more.
  private List<Selector> reselect(Mentions before, Mentions now) {
    List<Selector> moved = new ArrayList<>();
    for (Selector each : now.selectors()) {
      Map<Selector, Integer> asked =
          selectors.computeIfAbsent(each.kind() + "/" + each.namespace(), _ -> new HashMap<>());
      if (asked.merge(each, 1, Integer::sum) == 1) {
        moved.add(each);
      }
    }
    for (Selector each : before.selectors()) {
      Map<Selector, Integer> asked =
          selectors.getOrDefault(each.kind() + "/" + each.namespace(), new HashMap<>());
      if (asked.merge(each, -1, Graph::orNone) == null) {
        moved.add(each);
      }
    }
    return moved;
  }

  private List<ResourceKey> among(Selector selector) {
    ResourceKey first = new ResourceKey("", selector.kind(), selector.namespace(), "");
    return objects.tailMap(first).keySet().stream()
        .takeWhile(each ->
            each.kind().equals(selector.kind()) && each.namespace().equals(selector.namespace()))
        .toList();
  }

  private void rememberForeigner(ResourceKey key, Mentions mentions) {
    for (ResourceKey each : mentions.needs()) {
      if (!each.namespace().isEmpty() && !each.namespace().equals(key.namespace())) {
        foreigners.computeIfAbsent(each.namespace(), _ -> new HashSet<>()).add(key);
      }
    }
  }

  private void forgetForeigner(ResourceKey key, Mentions mentions) {
    for (ResourceKey each : mentions.needs()) {
      drop(foreigners, each.namespace(), key);
    }
  }

  private static String place(ResourceKey key) {
    return key.kind() + "/" + key.namespace();
  }

  private static <K, V> void drop(Map<K, Set<V>> sets, K key, V value) {
    Set<V> set = sets.get(key);
    if (set != null) {
      set.remove(value);
      if (set.isEmpty()) {
        sets.remove(key);
      }
    }
  }
}
