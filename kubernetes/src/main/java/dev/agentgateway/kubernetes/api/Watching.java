package dev.agentgateway.kubernetes.api;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// One kind, listed and watched. What is lost in between is listed again.
public final class Watching implements AutoCloseable {

  private static final long PAGE = 500;
  private static final int DEPTH_MAX = 16;
  private static final JsonMapper JSON = JsonMapper.shared();

  private final SharedIndexInformer<GenericKubernetesResource> informer;
  private final Initial initial;

  private Watching(SharedIndexInformer<GenericKubernetesResource> informer, Initial initial) {
    this.informer = informer;
    this.initial = initial;
  }

  static Watching start(KubernetesClient client, Served served, String namespace, Sink sink) {
    var all =
        client.genericKubernetesResources(
            new ResourceDefinitionContext.Builder()
                .withGroup(served.group().isEmpty() ? null : served.group())
                .withVersion(served.version())
                .withKind(served.kind())
                .withPlural(served.plural())
                .withNamespaced(served.isNamespaced())
                .build());
    Informable<GenericKubernetesResource> scope;
    if (!namespace.isEmpty()) {
      scope = all.inNamespace(namespace);
    } else {
      scope = served.isNamespaced() ? all.inAnyNamespace() : all;
    }
    SharedIndexInformer<GenericKubernetesResource> informer =
        scope.withLimit(PAGE).runnableInformer(0).removeNamespaceIndex();
    informer.exceptionHandler((_, failure) -> {
      sink.failed(words(failure));
      return true;
    });
    Initial initial = new Initial();
    informer.addEventHandler(handler(client, served, sink, initial));
    informer
        .start()
        .thenRun(() -> {
          if (initial.list(informer.getStore().listKeys())) {
            sink.complete();
          }
        });
    return new Watching(informer, initial);
  }

  /// Whether all objects that were there at the start are told.
  public boolean isComplete() {
    return initial.isOver();
  }

  @Override
  public void close() {
    informer.stop();
  }

  private static ResourceEventHandler<GenericKubernetesResource> handler(
      KubernetesClient client, Served served, Sink sink, Initial initial) {
    return new ResourceEventHandler<>() {
      @Override
      public void onAdd(GenericKubernetesResource object) {
        sink.put(tree(object));
        told(object);
      }

      @Override
      public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource object) {
        sink.put(tree(object));
        told(object);
      }

      @Override
      public void onDelete(GenericKubernetesResource object, boolean isLastStateUnknown) {
        sink.remove(tree(object));
        told(object);
      }

      private void told(GenericKubernetesResource object) {
        if (initial.tell(Cache.metaNamespaceKeyFunc(object))) {
          sink.complete();
        }
      }

      // Items of a list need not say what they are.
      private ObjectNode tree(GenericKubernetesResource object) {
        ObjectNode tree =
            (ObjectNode) JSON.readTree(client.getKubernetesSerialization().asJson(object));
        tree.put("apiVersion", served.apiVersion());
        tree.put("kind", served.kind());
        return tree;
      }
    };
  }

  private static String words(Throwable failure) {
    Throwable cause = failure;
    for (int i = 0; i < DEPTH_MAX && cause.getCause() != null; i++) {
      cause = cause.getCause();
    }
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }
}
