package dev.agentgateway.app.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.app.cluster.Kubectl;
import dev.agentgateway.app.run.Gateway;
import dev.agentgateway.config.report.ResourceKey;
import dev.agentgateway.snapshot.Door;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a data plane gets, and what it does when its controller is away.
@Timeout(120)
final class DataPlaneTest {

  private static final String GATEWAY =
      """
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: %s, namespace: default}
      spec:
        gatewayClassName: agentgateway
        listeners: [{protocol: HTTP, port: %d, name: http}]
      ---
      """;

  private static final String ROUTE =
      """
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: %1$s, namespace: default}
      spec:
        parentRefs: [{name: %2$s}]
        rules:
        - matches: [{path: {type: PathPrefix, value: /%1$s}}]
          filters:
          - type: RequestRedirect
            requestRedirect: {hostname: %3$s, statusCode: 302}
      ---
      """;

  private static final String BACKED =
      """
      apiVersion: v1
      kind: Secret
      metadata: {name: key-%1$s, namespace: default}
      stringData: {Authorization: sk-%1$s}
      ---
      apiVersion: agentgateway.dev/v1alpha1
      kind: AgentgatewayBackend
      metadata: {name: %1$s, namespace: default}
      spec:
        ai: {provider: {anthropic: {model: m}}}
        policies: {auth: {secretRef: {name: key-%1$s}}}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: to-%1$s, namespace: default}
      spec:
        parentRefs: [{name: %1$s}]
        rules:
        - backendRefs: [{group: agentgateway.dev, kind: AgentgatewayBackend, name: %1$s}]
      ---
      """;

  @TempDir private Path folder;

  private final HttpClient client = HttpClient.newHttpClient();
  private RunningController controller;
  private Gateway gateway;

  @BeforeEach
  void start() throws Exception {
    Assumptions.assumeTrue(Kubectl.isThere(), "no kubectl");
    controller = new RunningController(folder);
  }

  @AfterEach
  void stop() {
    client.shutdownNow();
    if (gateway != null) {
      gateway.close();
    }
    if (controller != null) {
      controller.close();
    }
  }

  private Gateway dataPlane(String name, int port) throws Exception {
    gateway =
        RunningController.start(
            new ControllerResources(controller.subscription("default", name)), Map.of(port, 0));
    return gateway;
  }

  @Test
  void aDataPlaneGetsWhatConcernsItsGatewayAndNoMore() throws Exception {
    controller
        .kubectl()
        .apply(
            GATEWAY.formatted("ours", 8080)
                + GATEWAY.formatted("theirs", 8081)
                + BACKED.formatted("ours")
                + BACKED.formatted("theirs"));
    dataPlane("ours", 8080);
    await(() -> names().contains("Secret key-ours"));
    assertThat(names())
        .contains(
            "Gateway ours",
            "GatewayClass agentgateway",
            "HTTPRoute to-ours",
            "AgentgatewayBackend ours",
            "Namespace default")
        .noneMatch(each -> each.contains("theirs"))
        .filteredOn(each -> each.startsWith("Secret"))
        .containsExactly("Secret key-ours");
  }

  @Test
  void aChangeTravelsAsAChange() throws Exception {
    String routes =
        IntStream.range(0, 60)
            .mapToObj(i -> ROUTE.formatted("r" + i, "ours", "a.example"))
            .collect(Collectors.joining());
    controller.kubectl().apply(GATEWAY.formatted("ours", 8080) + routes);
    dataPlane("ours", 8080);
    await(() -> location("r59").contains("a.example"));
    long objects = controller.counts().objects();
    long bytes = controller.counts().bytes();
    controller.kubectl().apply(ROUTE.formatted("r7", "ours", "b.example"));
    await(() -> location("r7").contains("b.example"));
    assertThat(controller.counts().objects() - objects).isEqualTo(1);
    assertThat(controller.counts().bytes() - bytes).isLessThan(2_000);
    controller.kubectl().run("delete", "httproute", "r8");
    await(() -> location("r8").isEmpty());
    assertThat(controller.counts().objects() - objects).isEqualTo(1);
  }

  @Test
  void withoutItsControllerItRunsOnAndIsToldOnlyWhatDiffersAfterwards() throws Exception {
    controller
        .kubectl()
        .apply(
            GATEWAY.formatted("ours", 8080)
                + ROUTE.formatted("r0", "ours", "a.example")
                + ROUTE.formatted("r1", "ours", "a.example")
                + ROUTE.formatted("gone", "ours", "a.example"));
    dataPlane("ours", 8080);
    await(() -> location("r1").contains("a.example") && !location("gone").isEmpty());
    controller.stop();
    await(() -> gateway.origin().get("connected").equals("false"));
    assertThat(location("r0")).contains("a.example");
    assertThat(gateway.origin().get("failure")).isNotEmpty();
    controller.kubectl().apply(ROUTE.formatted("r1", "ours", "b.example"));
    controller.kubectl().run("delete", "httproute", "gone");
    assertThat(location("r1")).contains("a.example");
    controller.startAgain();
    await(() -> location("r1").contains("b.example") && location("gone").isEmpty());
    await(() -> gateway.origin().get("connected").equals("true"));
    assertThat(controller.counts().objects()).isEqualTo(1);
  }

  @Test
  void aPortThatCannotBeBoundIsAnEventOfTheGateway() throws Exception {
    try (ServerSocket taken = new ServerSocket()) {
      taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      controller.kubectl().apply(GATEWAY.formatted("ours", 8080));
      gateway =
          RunningController.start(
              new ControllerResources(controller.subscription("default", "ours")),
              Map.of(8080, taken.getLocalPort()));
      await(() -> controller.counts().rejects() > 0);
      await(() -> events().contains("AgentGatewayNackError"));
      assertThat(events()).contains("Gateway/ours", "something else listens there");
      assertThat(
              controller
                  .port()
                  .distribution()
                  .replicas(
                      new ResourceKey("gateway.networking.k8s.io", "Gateway", "default", "ours")))
          .singleElement()
          .satisfies(each -> assertThat(each.refusals()).hasSize(1));
      await(() -> conditions().contains("agentgateway.dev/Refused=True:RefusedByDataPlane"));
      assertThat(conditions())
          .contains("Programmed=True:Programmed", "something else listens there");
    }
    controller.kubectl().run("annotate", "gateway", "ours", "note=again");
    await(() -> !conditions().contains("agentgateway.dev/Refused"));
    assertThat(conditions()).contains("Programmed=True:Programmed");
  }

  @Test
  void aGatewayThatIsDeletedListensNoMore() throws Exception {
    controller.kubectl().apply(GATEWAY.formatted("ours", 8080));
    dataPlane("ours", 8080);
    await(() -> !gateway.listening().isEmpty());
    controller.kubectl().run("delete", "gateway", "ours");
    await(() -> gateway.listening().isEmpty());
  }

  private String conditions() {
    try {
      return controller
          .kubectl()
          .run(
              "get",
              "gateway",
              "ours",
              "-o",
              "jsonpath={range .status.conditions[*]}{.type}={.status}:{.reason} {.message}{\"\\n\"}{end}");
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private String events() {
    try {
      return controller
          .kubectl()
          .run(
              "get",
              "events",
              "-o",
              "jsonpath={range .items[*]}{.reason} {.involvedObject.kind}/{.involvedObject.name}"
                  + " {.message}{\"\\n\"}{end}");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private List<String> names() {
    return gateway.compiled().resources().byKey().keySet().stream()
        .map(each -> each.kind() + " " + each.name())
        .toList();
  }

  /// Where a route sends clients; empty when there is no such route.
  private String location(String route) {
    try {
      InetSocketAddress address = gateway.listening().get(Door.of(8080));
      return address == null
          ? ""
          : client
              .send(
                  HttpRequest.newBuilder(
                          URI.create("http://127.0.0.1:" + address.getPort() + "/" + route))
                      .build(),
                  HttpResponse.BodyHandlers.discarding())
              .headers()
              .firstValue("location")
              .orElse("");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }
}
