package dev.agentgateway.app.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.app.cluster.EmbeddedApi;
import dev.agentgateway.app.cluster.Kubectl;
import dev.agentgateway.kubernetes.api.Access;
import dev.agentgateway.kubernetes.api.Api;
import dev.agentgateway.kubernetes.lease.Leadership;
import dev.agentgateway.kubernetes.objects.Scope;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Two replicas of a controller: one writes, and when it ends the other does.
@Timeout(120)
final class LeadershipTest {

  @TempDir private Path folder;
  private EmbeddedApi api;
  private Kubectl kubectl;

  @BeforeEach
  void start() throws Exception {
    Assumptions.assumeTrue(Kubectl.isThere(), "no kubectl");
    api = EmbeddedApi.open(Files.createDirectory(folder.resolve("state")), 0);
    kubectl = new Kubectl(api.kubeconfig(), folder);
  }

  @AfterEach
  void stop() {
    if (api != null) {
      api.close();
    }
  }

  private ClusterController replica(String identity) throws Exception {
    return ClusterController.start(
        new ControllerSettings(
            new Access(api.kubeconfig(), null),
            "agentgateway-system",
            identity,
            "agentgateway",
            "agentgateway:test",
            InetAddress.getLoopbackAddress(),
            0,
            0,
            0,
            Scope.ALL,
            null));
  }

  private String holder() {
    return said(
        "get",
        "lease",
        "agentgateway-agentgateway",
        "-n",
        "agentgateway-system",
        "--ignore-not-found",
        "-o",
        "jsonpath={.spec.holderIdentity}");
  }

  private String accepted(String gateway) {
    return said(
        "get",
        "gateway",
        gateway,
        "-o",
        "jsonpath={.status.conditions[?(@.type=='Accepted')].status}");
  }

  private String said(String... arguments) {
    try {
      return kubectl.run(arguments);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void apply(String gateway) throws Exception {
    kubectl.apply(
        """
        apiVersion: gateway.networking.k8s.io/v1
        kind: Gateway
        metadata: {name: %s, namespace: default}
        spec:
          gatewayClassName: agentgateway
          listeners: [{protocol: HTTP, port: 80, name: http, hostname: %s.example}]
        """
            .formatted(gateway, gateway));
  }

  @Test
  void oneReplicaWritesAndTheOtherTakesOverWhenItEnds() throws Exception {
    try (ClusterController second = holdFirst()) {
      await(() -> holder().equals("second"));
      apply("late");
      await(() -> accepted("late").equals("True"));
      assertThat(second.dataPlanes().getPort()).isPositive();
    }
  }

  /// The first leads and writes; then it ends, and the second is left.
  private ClusterController holdFirst() throws Exception {
    try (ClusterController first = replica("first")) {
      assertThat(first.health().getPort()).isPositive();
      await(() -> holder().equals("first"));
      ClusterController second = replica("second");
      apply("early");
      await(() -> accepted("early").equals("True"));
      assertThat(holder()).isEqualTo("first");
      return second;
    }
  }

  /// A process that stood still thinks that it leads until it has looked at the Lease again.
  @Test
  void aLeaderThatCouldNotRenewInTimeDoesNotWrite() throws Exception {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    BlockingQueue<Boolean> told = new LinkedBlockingQueue<>();
    Api client = Api.open(new Access(api.kubeconfig(), null));
    try (Leadership leadership =
        new Leadership(client, "agentgateway-system", "lease", "one", now::get, told::add)) {
      assertThat(leadership.isHeld()).isFalse();
      leadership.start();
      assertThat(told.take()).isTrue();
      assertThat(leadership.isHeld()).isTrue();
      api.close();
      now.updateAndGet(instant -> instant.plusSeconds(9));
      assertThat(leadership.isHeld()).isTrue();
      now.updateAndGet(instant -> instant.plusSeconds(2));
      assertThat(leadership.isHeld()).isFalse();
      assertThat(told.take()).isFalse();
    } finally {
      client.close();
    }
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }
}
