package dev.agentgateway.clients.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.testkit.GatewayProcess;
import io.kubernetes.client.custom.V1Patch;
import io.kubernetes.client.extended.leaderelection.LeaderElectionConfig;
import io.kubernetes.client.extended.leaderelection.LeaderElector;
import io.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import io.kubernetes.client.informer.ResourceEventHandler;
import io.kubernetes.client.informer.SharedIndexInformer;
import io.kubernetes.client.informer.SharedInformerFactory;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1ConfigMapList;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.util.Config;
import io.kubernetes.client.util.Watchable;
import io.kubernetes.client.util.generic.GenericKubernetesApi;
import io.kubernetes.client.util.generic.KubernetesApiResponse;
import io.kubernetes.client.util.generic.dynamic.DynamicKubernetesApi;
import io.kubernetes.client.util.generic.dynamic.DynamicKubernetesObject;
import io.kubernetes.client.util.generic.dynamic.Dynamics;
import io.kubernetes.client.util.generic.options.ListOptions;
import io.kubernetes.client.util.generic.options.PatchOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What controllers do with the official client, against the API that the program serves.
@Timeout(120)
final class KubernetesClientTest {

  private static GatewayProcess gateway;
  private static ApiClient client;
  private static GenericKubernetesApi<V1ConfigMap, V1ConfigMapList> maps;
  private static DynamicKubernetesApi routes;

  @BeforeAll
  static void start() throws IOException {
    gateway =
        GatewayProcess.start(
            Map.of(),
            List.of(
                "run",
                "--api",
                "--api-port",
                "0",
                "--ephemeral",
                "--admin-port",
                "0",
                "--metrics-port",
                "0",
                "--readiness-port",
                "0"));
    String export = gateway.said(line -> line.contains("export KUBECONFIG="));
    client = Config.fromConfig(export.substring(export.indexOf('=') + 1));
    maps =
        new GenericKubernetesApi<>(
            V1ConfigMap.class, V1ConfigMapList.class, "", "v1", "configmaps", client);
    routes = new DynamicKubernetesApi("gateway.networking.k8s.io", "v1", "httproutes", client);
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @Test
  void objectsAreWrittenReadAndDeleted() throws Exception {
    V1ConfigMap written = maps.create(map("crud", "1")).throwsApiException().getObject();
    assertThat(written.getMetadata().getUid()).isNotEmpty();
    V1ConfigMap changed =
        maps.update(map("crud", "2").metadata(written.getMetadata()))
            .throwsApiException()
            .getObject();
    assertThat(changed.getData()).containsEntry("a", "2");
    assertThat(maps.list("default").getObject().getItems())
        .anyMatch(each -> "crud".equals(each.getMetadata().getName()));
    assertThat(maps.delete("default", "crud").isSuccess()).isTrue();
    assertThat(maps.get("default", "crud").getHttpStatusCode()).isEqualTo(404);
  }

  @Test
  void refusalsAreAStatus() throws Exception {
    V1ConfigMap written = maps.create(map("stale", "1")).throwsApiException().getObject();
    maps.update(map("stale", "2").metadata(written.getMetadata())).throwsApiException();
    KubernetesApiResponse<V1ConfigMap> stale =
        maps.update(map("stale", "3").metadata(written.getMetadata()));
    assertThat(stale.getHttpStatusCode()).isEqualTo(409);
    assertThat(stale.getStatus().getReason()).isEqualTo("Conflict");
    assertThat(maps.create(map("stale", "1")).getStatus().getReason()).isEqualTo("AlreadyExists");
    KubernetesApiResponse<DynamicKubernetesObject> wrong =
        routes.create(route("wrong", "{\"hostnames\":[\"Not A Host\"]}"));
    assertThat(wrong.getHttpStatusCode()).isEqualTo(422);
    assertThat(wrong.getStatus().getReason()).isEqualTo("Invalid");
  }

  @Test
  void changesAreWatched() throws Exception {
    try (Watchable<V1ConfigMap> watch = maps.watch("default", new ListOptions())) {
      maps.create(map("watched", "1")).throwsApiException();
      maps.patch(
              "default",
              "watched",
              V1Patch.PATCH_FORMAT_JSON_MERGE_PATCH,
              new V1Patch("{\"data\":{\"a\":\"2\"}}"))
          .throwsApiException();
      maps.delete("default", "watched").throwsApiException();
      for (String type : List.of("ADDED", "MODIFIED", "DELETED")) {
        var event = watch.next();
        while (!"watched".equals(event.object.getMetadata().getName())) {
          event = watch.next();
        }
        assertThat(event.type).isEqualTo(type);
      }
    }
  }

  @Test
  void anInformerHoldsWhatIsThere() throws Exception {
    routes.create(route("before", "{}")).throwsApiException();
    SharedInformerFactory factory = new SharedInformerFactory(client);
    SharedIndexInformer<DynamicKubernetesObject> informer =
        factory.sharedIndexInformerFor(routes, DynamicKubernetesObject.class, 0, "default");
    BlockingQueue<String> told = new LinkedBlockingQueue<>();
    informer.addEventHandler(handler(told));
    factory.startAllRegisteredInformers();
    assertThat(told.poll(30, TimeUnit.SECONDS)).isEqualTo("added before");
    routes.create(route("after", "{}")).throwsApiException();
    assertThat(told.poll(30, TimeUnit.SECONDS)).isEqualTo("added after");
    routes.delete("default", "after").throwsApiException();
    String last = told.poll(30, TimeUnit.SECONDS);
    while (last != null && last.startsWith("changed")) {
      last = told.poll(30, TimeUnit.SECONDS);
    }
    assertThat(last).isEqualTo("deleted after");
    assertThat(informer.getIndexer().getByKey("default/before")).isNotNull();
    factory.stopAllRegisteredInformers();
  }

  @Test
  void oneLeadsAndThenTheOther() throws Exception {
    BlockingQueue<String> led = new LinkedBlockingQueue<>();
    Thread first = lead("first", led);
    assertThat(led.poll(30, TimeUnit.SECONDS)).isEqualTo("first leads");
    Thread second = lead("second", led);
    first.interrupt();
    String said = led.poll(30, TimeUnit.SECONDS);
    while (said != null && !said.equals("second leads")) {
      said = led.poll(30, TimeUnit.SECONDS);
    }
    assertThat(said).isEqualTo("second leads");
    second.interrupt();
  }

  @Test
  void theServerMergesByOwners() throws Exception {
    PatchOptions mine = new PatchOptions();
    mine.setFieldManager("mine");
    V1ConfigMap made = apply("{\"a\":\"1\",\"b\":\"1\"}", mine).throwsApiException().getObject();
    assertThat(made.getData()).containsEntry("a", "1");
    PatchOptions other = new PatchOptions();
    other.setFieldManager("other");
    KubernetesApiResponse<V1ConfigMap> conflict = apply("{\"a\":\"2\"}", other);
    assertThat(conflict.getHttpStatusCode()).isEqualTo(409);
    assertThat(conflict.getStatus().getMessage()).contains("conflict with \"mine\"", ".data.a");
    other.setForce(true);
    assertThat(apply("{\"a\":\"2\"}", other).throwsApiException().getObject().getData())
        .containsEntry("a", "2")
        .containsEntry("b", "1");
    assertThat(apply("{}", mine).throwsApiException().getObject().getData()).containsOnlyKeys("a");
  }

  private static KubernetesApiResponse<V1ConfigMap> apply(String data, PatchOptions options) {
    String body =
        "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"side\"},\"data\":"
            + data
            + "}";
    return maps.patch(
        "default", "side", V1Patch.PATCH_FORMAT_APPLY_YAML, new V1Patch(body), options);
  }

  private static Thread lead(String name, BlockingQueue<String> led) {
    LeaderElectionConfig config =
        new LeaderElectionConfig(
            new LeaseLock("default", "leader", name, client),
            Duration.ofSeconds(3),
            Duration.ofSeconds(2),
            Duration.ofMillis(200));
    return Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try (LeaderElector elector = new LeaderElector(config)) {
            elector.run(() -> led.add(name + " leads"), () -> led.add(name + " ends"));
          }
        });
  }

  private static ResourceEventHandler<DynamicKubernetesObject> handler(BlockingQueue<String> told) {
    return new ResourceEventHandler<>() {
      @Override
      public void onAdd(DynamicKubernetesObject object) {
        told.add("added " + object.getMetadata().getName());
      }

      @Override
      public void onUpdate(DynamicKubernetesObject before, DynamicKubernetesObject object) {
        told.add("changed " + object.getMetadata().getName());
      }

      @Override
      public void onDelete(DynamicKubernetesObject object, boolean isLastStateUnknown) {
        told.add("deleted " + object.getMetadata().getName());
      }
    };
  }

  private static V1ConfigMap map(String name, String value) {
    return new V1ConfigMap()
        .apiVersion("v1")
        .kind("ConfigMap")
        .metadata(new V1ObjectMeta().name(name).namespace("default"))
        .putDataItem("a", value);
  }

  private static DynamicKubernetesObject route(String name, String spec) {
    return Dynamics.newFromJson(
        """
        {"apiVersion":"gateway.networking.k8s.io/v1","kind":"HTTPRoute",
         "metadata":{"name":"%s","namespace":"default"},"spec":%s}\
        """
            .formatted(name, spec));
  }
}
