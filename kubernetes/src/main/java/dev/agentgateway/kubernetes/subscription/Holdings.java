package dev.agentgateway.kubernetes.subscription;

import dev.agentgateway.config.report.ResourceKey;
import dev.agentgateway.config.sources.Document;
import dev.agentgateway.config.sources.Documents;
import dev.agentgateway.kubernetes.distribution.wire.Wire;
import dev.agentgateway.kubernetes.objects.Live;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// What a data plane was given. Lines change nothing before the version that ends them.
final class Holdings {

  private final Map<ResourceKey, Held> held = new TreeMap<>();
  private final Map<ResourceKey, Held> coming = new HashMap<>();

  /// @param document null for what is gone
  private record Held(String hash, @Nullable Document document) {}

  void put(ObjectNode object, String hash) {
    Document document = Live.document(object);
    coming.put(key(document), new Held(hash, document));
  }

  void remove(ResourceKey key) {
    coming.put(key, new Held("", null));
  }

  /// Forgets lines that no version ended.
  void forgetComing() {
    coming.clear();
  }

  /// Lets what came take its place.
  ///
  /// @return whether anything is other than before
  boolean commit() {
    boolean isChanged = false;
    for (Map.Entry<ResourceKey, Held> each : coming.entrySet()) {
      isChanged |=
          each.getValue().document() == null
              ? held.remove(each.getKey()) != null
              : isOther(held.put(each.getKey(), each.getValue()), each.getValue());
    }
    coming.clear();
    return isChanged;
  }

  private static boolean isOther(@Nullable Held before, Held now) {
    return before == null || !before.hash().equals(now.hash());
  }

  Documents documents() {
    List<Document> documents = new ArrayList<>();
    for (Held each : held.values()) {
      if (each.document() != null) {
        documents.add(each.document());
      }
    }
    return new Documents(documents, List.of());
  }

  Map<String, String> hashes() {
    Map<String, String> hashes = new HashMap<>();
    held.forEach((key, each) -> hashes.put(Wire.name(key), each.hash()));
    return hashes;
  }

  private static ResourceKey key(Document document) {
    int slash = document.apiVersion().indexOf('/');
    return new ResourceKey(
        slash < 0 ? "" : document.apiVersion().substring(0, slash),
        document.kind(),
        document.namespace() == null ? "" : document.namespace(),
        document.name());
  }
}
