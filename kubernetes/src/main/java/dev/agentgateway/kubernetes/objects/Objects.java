package dev.agentgateway.kubernetes.objects;

import dev.agentgateway.config.report.ResourceKey;
import dev.agentgateway.config.sources.Document;
import dev.agentgateway.config.sources.Documents;
import dev.agentgateway.kubernetes.api.Served;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// All objects as they are now, of every kind that is watched.
public final class Objects {

  private final ConcurrentSkipListMap<ResourceKey, Live> byKey = new ConcurrentSkipListMap<>();

  /// What a change came to.
  ///
  /// @param isRead whether it is more than a status
  public record Change(ResourceKey key, boolean isRead) {}

  public Change put(Served served, ObjectNode tree) {
    Live live = Live.of(served, tree);
    Live before = byKey.put(live.key(), live);
    boolean isSame = before != null && before.document().root().equals(live.document().root());
    return new Change(live.key(), !isSame);
  }

  public Change remove(Served served, ObjectNode tree) {
    ResourceKey key = Live.key(served, tree);
    return new Change(key, byKey.remove(key) != null);
  }

  public @Nullable Live find(ResourceKey key) {
    return byKey.get(key);
  }

  public Collection<Live> all() {
    return byKey.values();
  }

  public Documents documents() {
    List<Document> documents = byKey.values().stream().map(Live::document).toList();
    return new Documents(documents, List.of());
  }
}
