package dev.agentgateway.kubernetes.distribution;

import dev.agentgateway.config.report.ResourceKey;
import dev.agentgateway.kubernetes.distribution.relevance.Delta;
import dev.agentgateway.kubernetes.distribution.relevance.Graph;
import dev.agentgateway.kubernetes.objects.Live;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All objects, and what of them each Gateway's data planes get. Locks itself.
final class Board {

  private final Graph graph = new Graph();
  private final Map<ResourceKey, Live> objects = new HashMap<>();
  private final Map<ResourceKey, ObjectText> texts = new HashMap<>();
  private final Map<ResourceKey, View> views = new HashMap<>();

  /// Takes what changed, all at once.
  ///
  /// @param changes objects as they are now, null for what is gone
  synchronized void take(Map<ResourceKey, @Nullable Live> changes) {
    changes.forEach((key, live) -> {
      Delta delta;
      if (live == null) {
        objects.remove(key);
        delta = graph.remove(key);
      } else {
        objects.put(key, live);
        delta = graph.put(key, live.document());
      }
      ObjectText before = texts.remove(key);
      views.values().forEach(each -> each.take(key, delta, before));
    });
    views.values().forEach(View::tell);
  }

  /// A reader of what concerns a Gateway.
  ///
  /// @param held what it has already: names, and hashes of objects
  /// @param wake is called, from any thread, when there is more to read
  synchronized Cursor open(
      ResourceKey gateway, Map<String, String> held, Runnable wake, Counts counts) {
    View view = views.computeIfAbsent(gateway, key -> new View(this, graph, key));
    return new Cursor(this, view, held, wake, counts);
  }

  synchronized void close(View view, Runnable wake) {
    if (view.deafen(wake)) {
      views.remove(view.gateway());
    }
  }

  /// Null when there is no such object. The lock is held.
  @Nullable ObjectText text(ResourceKey key) {
    ObjectText known = texts.get(key);
    Live live = objects.get(key);
    if (known == null && live != null) {
      known = ObjectText.of(live);
      texts.put(key, known);
    }
    return known;
  }
}
