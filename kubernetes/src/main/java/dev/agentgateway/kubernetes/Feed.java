package dev.agentgateway.kubernetes;

import dev.agentgateway.config.kind.Kind;
import dev.agentgateway.config.kinds.Kinds;
import dev.agentgateway.config.report.ResourceKey;
import dev.agentgateway.kubernetes.api.Api;
import dev.agentgateway.kubernetes.api.Served;
import dev.agentgateway.kubernetes.api.Sink;
import dev.agentgateway.kubernetes.api.Watching;
import dev.agentgateway.kubernetes.objects.Discovery;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/// Every kind that we read and the API server serves, watched.
final class Feed implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Feed.class);

  private static final int LOOKS_TO_ASK = 3;

  private final Api api;
  private final Discovery discovery;
  private final List<String> secretNamespaces;
  private final Runnable completed;
  private final Map<Kind<?>, List<Watching>> watched = new ConcurrentHashMap<>();
  private final Map<Served, String> failures = new ConcurrentHashMap<>();
  private boolean isSilent;
  private long looks;

  /// @param secretNamespaces whose Secrets and ConfigMaps are read; empty for all
  /// @param completed called when a kind was read for the first time
  Feed(Api api, Discovery discovery, List<String> secretNamespaces, Runnable completed) {
    this.api = api;
    this.discovery = discovery;
    this.secretNamespaces = List.copyOf(secretNamespaces);
    this.completed = completed;
  }

  /// Watches what is served and not watched yet: definitions come and go.
  void extend() {
    for (Kind<?> kind : Kinds.IN_ORDER) {
      if (!watched.containsKey(kind)) {
        Served served = api.find(kind.group(), kind.versions(), kind.name());
        if (served != null) {
          Sink sink = sink(served);
          watched.put(
              kind,
              namespaces(served).stream().map(each -> api.watch(served, each, sink)).toList());
          LOG.debug("watching {} {}", served.apiVersion(), served.plural());
        }
      }
    }
  }

  /// Where a kind is read; one that is empty stands for all.
  private List<String> namespaces(Served served) {
    boolean isContent =
        served.group().isEmpty()
            && (served.kind().equals("Secret") || served.kind().equals("ConfigMap"));
    return isContent && !secretNamespaces.isEmpty() ? secretNamespaces : List.of("");
  }

  boolean isWhole() {
    return watched.size() == Kinds.IN_ORDER.size();
  }

  /// Whether all that is watched was read at least once.
  boolean isComplete() {
    return watched.values().stream().flatMap(List::stream).allMatch(Watching::isComplete);
  }

  /// Whether the API server answers, asked now and then: a watch that is cut says nothing.
  boolean isAlive() {
    if (isSilent || !failures.isEmpty() || ++looks % LOOKS_TO_ASK == 0) {
      isSilent = !api.isAnswering();
      if (!isSilent) {
        failures.clear();
      }
    }
    return !isSilent;
  }

  /// Why something is not read; empty when nothing is known.
  String failure() {
    return failures.entrySet().stream()
        .map(each -> each.getKey().plural() + ": " + each.getValue())
        .findFirst()
        .orElse("");
  }

  private Sink sink(Served served) {
    return new Sink() {
      @Override
      public void put(ObjectNode object) {
        discovery.put(served, object);
      }

      @Override
      public void remove(ObjectNode object) {
        discovery.remove(served, object);
      }

      @Override
      public void complete() {
        completed.run();
      }

      @Override
      public void failed(String words) {
        failures.put(served, words);
      }
    };
  }

  static ResourceKey gatewayClass(String name) {
    return new ResourceKey("gateway.networking.k8s.io", "GatewayClass", "", name);
  }

  @Override
  public void close() {
    watched.values().stream().flatMap(List::stream).forEach(Watching::close);
  }
}
