package dev.agentgateway.app.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.app.cluster.Kubectl;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What a controller puts into a cluster for a Gateway.
@Timeout(120)
final class DeployTest {

  private static final String LONG = "g".repeat(200);

  @TempDir private Path folder;

  private Deployments cluster;

  @BeforeEach
  void start() throws Exception {
    Assumptions.assumeTrue(Kubectl.isThere(), "no kubectl");
    cluster = new Deployments(folder);
  }

  @AfterEach
  void stop() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void aGatewayGetsADeploymentAndAServiceOfItsName() throws Exception {
    cluster.gateway("edge", 8080, "");
    JsonNode pods =
        Deployments.await(() -> cluster.get("deployment", "edge")).path("spec").path("template");
    for (String kind : List.of("deployment", "service", "serviceaccount")) {
      assertThat(
              cluster
                  .get(kind, "edge")
                  .path("metadata")
                  .path("labels")
                  .path("app.kubernetes.io/version")
                  .stringValue())
          .isEqualTo("1.2.3");
    }
    JsonNode container = pods.path("spec").path("containers").path(0);
    assertThat(container.path("image").stringValue())
        .isEqualTo("registry.example/agentgateway:1.2.3");
    assertThat(container.path("args").toString())
        .contains("https://agentgateway.agentgateway-system.svc:9978", "default/edge");
    assertThat(
            cluster.get("deployment", "edge").path("metadata").path("ownerReferences").toString())
        .contains("\"kind\":\"Gateway\"", "\"name\":\"edge\"", "\"controller\":true");
    assertThat(cluster.get("configmap", "edge-xds-ca").path("data").path("ca.crt").stringValue())
        .contains("BEGIN CERTIFICATE");
    assertThat(
            cluster
                .get("serviceaccount", "edge")
                .path("automountServiceAccountToken")
                .asBoolean(true))
        .isFalse();
    JsonNode service = cluster.get("service", "edge").path("spec");
    assertThat(service.path("type").stringValue()).isEqualTo("LoadBalancer");
    assertThat(service.path("ports").toString()).contains("\"listener-8080\"", "8080");
    assertThat(service.path("selector"))
        .isEqualTo(
            cluster.get("deployment", "edge").path("spec").path("selector").path("matchLabels"));
  }

  @Test
  void aGatewayIsProgrammedOnceItsServiceHasAnAddress() throws Exception {
    cluster.gateway("edge", 8080, "");
    Deployments.await(() -> cluster.condition("edge", "Programmed").equals("AddressNotAssigned"));
    give("192.0.2.7");
    Deployments.await(() -> cluster.condition("edge", "Programmed").equals("Programmed"));
    assertThat(cluster.get("gateway", "edge").path("status").path("addresses").toString())
        .isEqualTo("[{\"type\":\"IPAddress\",\"value\":\"192.0.2.7\"}]");
  }

  @Test
  void anotherAddressThanTheOneAskedForIsNotProgrammed() throws Exception {
    cluster.gateway("edge", 8080, "  addresses: [{type: IPAddress, value: 192.0.2.9}]");
    Deployments.await(() -> cluster.get("service", "edge"));
    give("192.0.2.7");
    Deployments.await(() -> cluster.condition("edge", "Programmed").equals("AddressNotUsable"));
    assertThat(cluster.get("gateway", "edge").path("status").toString())
        .contains("the Gateway asks for 192.0.2.9, and its Service has 192.0.2.7");
    give("192.0.2.9");
    Deployments.await(() -> cluster.condition("edge", "Programmed").equals("Programmed"));
  }

  private void give(String address) throws Exception {
    cluster
        .kubectl()
        .run(
            "patch",
            "service",
            "edge",
            "--subresource=status",
            "--type=merge",
            "-p",
            "{\"status\":{\"loadBalancer\":{\"ingress\":[{\"ip\":\"%s\"}]}}}".formatted(address));
  }

  @Test
  void whatTheGatewaySaysGoesToItsObjects() throws Exception {
    cluster.gateway(
        "edge",
        8080,
        """
          addresses: [{type: IPAddress, value: 192.0.2.9}]
          infrastructure: {labels: {team: blue}, annotations: {note: kept}}
        """);
    JsonNode service = Deployments.await(() -> cluster.get("service", "edge"));
    assertThat(service.path("spec").path("loadBalancerIP").stringValue()).isEqualTo("192.0.2.9");
    assertThat(service.path("metadata").path("labels").path("team").stringValue())
        .isEqualTo("blue");
    JsonNode pods =
        Deployments.await(() -> cluster.get("deployment", "edge")).path("spec").path("template");
    assertThat(pods.path("metadata").path("labels").path("team").stringValue()).isEqualTo("blue");
    assertThat(pods.path("metadata").path("annotations").path("note").stringValue())
        .isEqualTo("kept");
    cluster.gateway("edge", 9090, "");
    Deployments.await(() ->
        cluster.get("service", "edge").path("spec").path("ports").toString().contains("9090"));
    assertThat(cluster.get("service", "edge").path("spec").path("ports").toString())
        .doesNotContain("8080");
  }

  @Test
  void whoeverScalesIsNotOverruled() throws Exception {
    cluster.gateway("edge", 8080, "");
    Deployments.await(() -> cluster.get("deployment", "edge"));
    cluster
        .kubectl()
        .run("patch", "deployment", "edge", "--type=merge", "-p", "{\"spec\":{\"replicas\":3}}");
    cluster.gateway("edge", 9090, "  infrastructure: {labels: {team: blue}}");
    Deployments.await(
        () -> cluster.get("deployment", "edge").path("metadata").path("labels").has("team"));
    assertThat(cluster.get("deployment", "edge").path("spec").path("replicas").asInt())
        .isEqualTo(3);
  }

  @Test
  void namesThatAreTooLongAreCut() throws Exception {
    cluster.gateway(LONG, 8080, "");
    JsonNode services =
        Deployments.await(() -> {
          JsonNode all = cluster.list("service");
          return all.toString().contains("g-") ? all : null;
        });
    String name = services.path("items").path(0).path("metadata").path("name").stringValue();
    assertThat(name).hasSize(63).startsWith("g".repeat(50) + "-");
    assertThat(Deployments.await(() -> cluster.get("serviceaccount", LONG))).isNotNull();
  }

  @Test
  void twoGatewaysMayListenOnTheSamePort() throws Exception {
    cluster.gateway("one", 8080, "");
    cluster.gateway("two", 8080, "");
    for (String name : new String[] {"one", "two"}) {
      Deployments.await(() -> cluster.get("service", name));
      Deployments.await(() -> cluster.condition(name, "Accepted").equals("Accepted"));
      assertThat(cluster.get("gateway", name).path("status").path("listeners").toString())
          .doesNotContain("Conflict\"", "240.");
    }
  }

  @Test
  void aGatewayOfAnotherClassGetsNothing() throws Exception {
    cluster.kubectl().apply(Deployments.yaml("theirs", 8080, "").replace("agentgateway", "theirs"));
    cluster.gateway("edge", 8080, "");
    Deployments.await(() -> cluster.get("service", "edge"));
    assertThat(cluster.list("deployment").toString()).doesNotContain("theirs");
  }

  @Test
  void theLeaseGoesToWhoIsThere() throws Exception {
    JsonNode lease =
        Deployments.await(
            () -> cluster.get("lease", "agentgateway-agentgateway", "agentgateway-system"));
    String holder = lease.path("spec").path("holderIdentity").asString("");
    cluster.replace();
    cluster.gateway("edge", 8080, "");
    Deployments.await(() -> cluster.get("service", "edge"));
    JsonNode now = cluster.get("lease", "agentgateway-agentgateway", "agentgateway-system");
    assertThat(now.path("spec").path("holderIdentity").asString("")).isNotEqualTo(holder);
  }
}
