package dev.agentgateway.kubernetes.objects;

import dev.agentgateway.config.report.ResourceKey;
import dev.agentgateway.kubernetes.api.Served;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Keeps objects of namespaces that are not to be seen out of the others. They come in when their
/// namespace gets the labels, and go out when it loses them.
public final class Discovery {

  private final Objects objects;
  private final Predicate<Map<String, String>> isSeen;
  private final Consumer<Objects.Change> changed;
  private final Map<String, Map<String, String>> labels = new HashMap<>();
  private final Map<ResourceKey, Hidden> hidden = new HashMap<>();

  private record Hidden(Served served, ObjectNode tree) {}

  /// @param isSeen whether namespaces with such labels are seen
  public Discovery(
      Objects objects, Predicate<Map<String, String>> isSeen, Consumer<Objects.Change> changed) {
    this.objects = objects;
    this.isSeen = isSeen;
    this.changed = changed;
  }

  public synchronized void put(Served served, ObjectNode tree) {
    ResourceKey key = Live.key(served, tree);
    if (isSeen(key.namespace())) {
      changed.accept(objects.put(served, tree));
    } else {
      hidden.put(key, new Hidden(served, tree));
    }
    if (isNamespace(key)) {
      labels.put(key.name(), labels(tree));
      move(key.name());
    }
  }

  public synchronized void remove(Served served, ObjectNode tree) {
    ResourceKey key = Live.key(served, tree);
    hidden.remove(key);
    changed.accept(objects.remove(served, tree));
    if (isNamespace(key)) {
      labels.remove(key.name());
    }
  }

  /// What is not in a namespace is always seen; a namespace that nobody knows has its name alone.
  private boolean isSeen(String namespace) {
    return namespace.isEmpty()
        || isSeen.test(
            NamespaceSelectors.named(namespace, labels.getOrDefault(namespace, Map.of())));
  }

  private void move(String namespace) {
    if (isSeen(namespace)) {
      List<Map.Entry<ResourceKey, Hidden>> shown =
          hidden.entrySet().stream()
              .filter(each -> each.getKey().namespace().equals(namespace))
              .toList();
      for (Map.Entry<ResourceKey, Hidden> each : shown) {
        Hidden found = each.getValue();
        hidden.remove(each.getKey());
        changed.accept(objects.put(found.served(), found.tree()));
      }
    } else {
      List<Live> gone = new ArrayList<>();
      objects.all().stream()
          .filter(each -> each.key().namespace().equals(namespace))
          .forEach(gone::add);
      for (Live each : gone) {
        hidden.put(each.key(), new Hidden(each.served(), each.tree()));
        changed.accept(objects.remove(each.served(), each.tree()));
      }
    }
  }

  private static boolean isNamespace(ResourceKey key) {
    return key.kind().equals("Namespace") && key.group().isEmpty();
  }

  private static Map<String, String> labels(ObjectNode tree) {
    Map<String, String> labels = new HashMap<>();
    for (Map.Entry<String, JsonNode> each : tree.path("metadata").path("labels").properties()) {
      labels.put(each.getKey(), each.getValue().asString(""));
    }
    return labels;
  }
}
