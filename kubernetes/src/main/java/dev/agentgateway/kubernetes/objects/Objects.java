package dev.agentgateway.kubernetes.objects;

import dev.agentgateway.config.report.ResourceKey;
import dev.agentgateway.config.sources.Document;
import dev.agentgateway.config.sources.Documents;
import dev.agentgateway.kubernetes.api.Served;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// All objects as they are now, of every kind that is watched.
public final class Objects {

  private static final String GATEWAYS = "gateway.networking.k8s.io";

  private static final ResourceKey FIRST_GATEWAY = new ResourceKey("", "Gateway", "", "");

  private final ConcurrentSkipListMap<ResourceKey, Live> byKey = new ConcurrentSkipListMap<>();

  /// What a change came to.
  ///
  /// @param isRead whether it is more than a status
  public record Change(ResourceKey key, boolean isRead) {}

  public Change put(Served served, ObjectNode tree) {
    Live live = Live.of(served, tree);
    Live before = byKey.put(live.key(), live);
    if (before == null || !before.document().equals(live.document())) {
      return new Change(live.key(), true);
    }
    // The same document as an object, so that compilation does not read it again.
    byKey.put(live.key(), new Live(live.key(), served, tree, before.document()));
    return new Change(live.key(), false);
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

  /// The Gateway that a Service was made for; null when it was made for none.
  public @Nullable ResourceKey ownerOf(ResourceKey service) {
    Live live = service.kind().equals("Service") ? byKey.get(service) : null;
    if (live == null) {
      return null;
    }
    for (JsonNode owner : live.tree().path("metadata").path("ownerReferences")) {
      if (owner.path("kind").asString("").equals("Gateway")) {
        return new ResourceKey(
            GATEWAYS, "Gateway", service.namespace(), owner.path("name").asString(""));
      }
    }
    return null;
  }

  /// What statuses of Gateways say of their addresses.
  public Map<ResourceKey, List<String>> shownAddresses() {
    Map<ResourceKey, List<String>> shown = new HashMap<>();
    for (Live live : byKey.tailMap(FIRST_GATEWAY).values()) {
      if (!live.key().kind().equals("Gateway")) {
        break;
      }
      List<String> addresses = new ArrayList<>();
      live.status()
          .path("addresses")
          .forEach(each -> addresses.add(each.path("value").asString("")));
      if (!addresses.isEmpty()) {
        shown.put(live.key(), addresses);
      }
    }
    return shown;
  }

  /// What compilation reads.
  ///
  /// @param beside what else runs, but for what an object here replaces
  public Documents documents(Documents beside) {
    List<Document> documents = new ArrayList<>();
    for (Document each : beside.documents()) {
      if (!byKey.containsKey(key(each))) {
        documents.add(each);
      }
    }
    byKey.values().forEach(live -> documents.add(live.document()));
    return new Documents(documents, beside.faults());
  }

  private static ResourceKey key(Document document) {
    int slash = document.apiVersion().indexOf('/');
    String namespace = document.namespace();
    return new ResourceKey(
        slash < 0 ? "" : document.apiVersion().substring(0, slash),
        document.kind(),
        namespace == null ? "default" : namespace,
        document.name());
  }
}
