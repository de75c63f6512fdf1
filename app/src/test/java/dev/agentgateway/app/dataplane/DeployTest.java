package dev.agentgateway.app.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.app.cluster.EmbeddedApi;
import dev.agentgateway.app.cluster.Kubectl;
import dev.agentgateway.app.controller.ClusterController;
import dev.agentgateway.app.controller.ControllerSettings;
import dev.agentgateway.kubernetes.api.Access;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a controller puts into a cluster for a Gateway.
@Timeout(120)
final class DeployTest {

  private static final String LONG = "g".repeat(200);

  @TempDir private Path folder;

  private EmbeddedApi api;
  private Kubectl kubectl;
  private ClusterController controller;
  private int replicas;

  @BeforeEach
  void start() throws Exception {
    Assumptions.assumeTrue(Kubectl.isThere(), "no kubectl");
    api = EmbeddedApi.open(Files.createDirectory(folder.resolve("state")), 0);
    kubectl = new Kubectl(api.kubeconfig(), folder);
    controller = controller();
  }

  @AfterEach
  void stop() {
    if (controller != null) {
      controller.close();
    }
    if (api != null) {
      api.close();
    }
  }

  private ClusterController controller() throws Exception {
    return ClusterController.start(
        new ControllerSettings(
            new Access(api.kubeconfig(), null),
            "agentgateway-system",
            "replica-" + replicas++,
            "agentgateway",
            "registry.example/agentgateway:1.2.3",
            InetAddress.getLoopbackAddress(),
            0,
            0,
            0));
  }

  @Test
  void aGatewayGetsADeploymentAndAServiceOfItsName() throws Exception {
    gateway("edge", 8080, "");
    JsonNode pods = await(() -> get("deployment", "edge")).path("spec").path("template");
    JsonNode container = pods.path("spec").path("containers").path(0);
    assertThat(container.path("image").stringValue())
        .isEqualTo("registry.example/agentgateway:1.2.3");
    assertThat(container.path("args").toString())
        .contains("https://agentgateway.agentgateway-system.svc:9978", "default/edge");
    assertThat(get("deployment", "edge").path("metadata").path("ownerReferences").toString())
        .contains("\"kind\":\"Gateway\"", "\"name\":\"edge\"", "\"controller\":true");
    assertThat(get("configmap", "edge-xds-ca").path("data").path("ca.crt").stringValue())
        .contains("BEGIN CERTIFICATE");
    assertThat(get("serviceaccount", "edge").path("automountServiceAccountToken").asBoolean(true))
        .isFalse();
    JsonNode service = get("service", "edge").path("spec");
    assertThat(service.path("type").stringValue()).isEqualTo("LoadBalancer");
    assertThat(service.path("ports").toString()).contains("\"listener-8080\"", "8080");
    assertThat(service.path("selector"))
        .isEqualTo(get("deployment", "edge").path("spec").path("selector").path("matchLabels"));
  }

  @Test
  void aGatewayIsProgrammedOnceItsServiceHasAnAddress() throws Exception {
    gateway("edge", 8080, "");
    await(() -> condition("edge", "Programmed").equals("AddressNotAssigned"));
    kubectl.run(
        "patch",
        "service",
        "edge",
        "--subresource=status",
        "--type=merge",
        "-p",
        "{\"status\":{\"loadBalancer\":{\"ingress\":[{\"ip\":\"192.0.2.7\"}]}}}");
    await(() -> condition("edge", "Programmed").equals("Programmed"));
    assertThat(get("gateway", "edge").path("status").path("addresses").toString())
        .isEqualTo("[{\"type\":\"IPAddress\",\"value\":\"192.0.2.7\"}]");
  }

  @Test
  void whatTheGatewaySaysGoesToItsObjects() throws Exception {
    gateway(
        "edge",
        8080,
        """
          addresses: [{type: IPAddress, value: 192.0.2.9}]
          infrastructure: {labels: {team: blue}, annotations: {note: kept}}
        """);
    JsonNode service = await(() -> get("service", "edge"));
    assertThat(service.path("spec").path("loadBalancerIP").stringValue()).isEqualTo("192.0.2.9");
    assertThat(service.path("metadata").path("labels").path("team").stringValue())
        .isEqualTo("blue");
    JsonNode pods = await(() -> get("deployment", "edge")).path("spec").path("template");
    assertThat(pods.path("metadata").path("labels").path("team").stringValue()).isEqualTo("blue");
    assertThat(pods.path("metadata").path("annotations").path("note").stringValue())
        .isEqualTo("kept");
    gateway("edge", 9090, "");
    await(() -> get("service", "edge").path("spec").path("ports").toString().contains("9090"));
    assertThat(get("service", "edge").path("spec").path("ports").toString()).doesNotContain("8080");
  }

  @Test
  void whoeverScalesIsNotOverruled() throws Exception {
    gateway("edge", 8080, "");
    await(() -> get("deployment", "edge"));
    kubectl.run("patch", "deployment", "edge", "--type=merge", "-p", "{\"spec\":{\"replicas\":3}}");
    gateway("edge", 9090, "  infrastructure: {labels: {team: blue}}");
    await(() -> get("deployment", "edge").path("metadata").path("labels").has("team"));
    assertThat(get("deployment", "edge").path("spec").path("replicas").asInt()).isEqualTo(3);
  }

  @Test
  void namesThatAreTooLongAreCut() throws Exception {
    gateway(LONG, 8080, "");
    JsonNode services =
        await(() -> {
          JsonNode all = list("service");
          return all.toString().contains("g-") ? all : null;
        });
    String name = services.path("items").path(0).path("metadata").path("name").stringValue();
    assertThat(name).hasSize(63).startsWith("g".repeat(50) + "-");
    assertThat(await(() -> get("serviceaccount", LONG))).isNotNull();
  }

  @Test
  void twoGatewaysMayListenOnTheSamePort() throws Exception {
    gateway("one", 8080, "");
    gateway("two", 8080, "");
    for (String name : new String[] {"one", "two"}) {
      await(() -> get("service", name));
      await(() -> condition(name, "Accepted").equals("Accepted"));
      assertThat(get("gateway", name).path("status").path("listeners").toString())
          .doesNotContain("Conflict\"", "240.");
    }
  }

  @Test
  void aGatewayOfAnotherClassGetsNothing() throws Exception {
    kubectl.apply(yaml("theirs", 8080, "").replace("agentgateway", "theirs"));
    gateway("edge", 8080, "");
    await(() -> get("service", "edge"));
    assertThat(list("deployment").toString()).doesNotContain("theirs");
  }

  @Test
  void theLeaseGoesToWhoIsThere() throws Exception {
    JsonNode lease = await(() -> get("lease", "agentgateway-agentgateway", "agentgateway-system"));
    String holder = lease.path("spec").path("holderIdentity").asString("");
    controller.close();
    controller = controller();
    gateway("edge", 8080, "");
    await(() -> get("service", "edge"));
    JsonNode now = get("lease", "agentgateway-agentgateway", "agentgateway-system");
    assertThat(now.path("spec").path("holderIdentity").asString("")).isNotEqualTo(holder);
  }

  private void gateway(String name, int port, String more) throws Exception {
    kubectl.apply(yaml(name, port, more));
  }

  private static String yaml(String name, int port, String more) {
    return """
    apiVersion: gateway.networking.k8s.io/v1
    kind: Gateway
    metadata: {name: %s, namespace: default}
    spec:
      gatewayClassName: agentgateway
      listeners: [{protocol: HTTP, port: %d, name: http}]
    %s
    """
        .formatted(name, port, more);
  }

  private JsonNode get(String kind, String name) throws Exception {
    return get(kind, name, "default");
  }

  /// Null when it is not there.
  private JsonNode get(String kind, String name, String namespace) throws Exception {
    String said =
        kubectl.run("get", kind, name, "-n", namespace, "-o", "json", "--ignore-not-found");
    return said.isBlank() ? null : JsonMapper.shared().readTree(said);
  }

  private JsonNode list(String kind) throws Exception {
    return JsonMapper.shared().readTree(kubectl.run("get", kind, "-n", "default", "-o", "json"));
  }

  private String condition(String gateway, String type) throws Exception {
    JsonNode live = get("gateway", gateway);
    for (JsonNode each : live.path("status").path("conditions")) {
      if (each.path("type").asString("").equals(type)) {
        return each.path("reason").asString("");
      }
    }
    return "";
  }

  /// Asks until there is something, or it is true; the test's own time ends it.
  private static <T> T await(Callable<T> wanted) throws Exception {
    T found = wanted.call();
    while (found == null || found.equals(false)) {
      found = wanted.call();
    }
    return found;
  }
}
