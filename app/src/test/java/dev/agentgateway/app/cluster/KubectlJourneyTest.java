package dev.agentgateway.app.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.agentgateway.app.logging.LogFormat;
import dev.agentgateway.app.run.Gateway;
import dev.agentgateway.app.run.GatewayOptions;
import dev.agentgateway.snapshot.Door;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The page about Anthropic, from `kubectl apply` to an answer, in both generations of the API.
@Timeout(120)
final class KubectlJourneyTest {

  private static final String GATEWAY =
      """
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: agentgateway, namespace: kgateway-system}
      spec:
        gatewayClassName: agentgateway
        listeners:
        - {protocol: HTTP, port: 8080, name: http, allowedRoutes: {namespaces: {from: All}}}
      """;

  private static final String SECRET =
      """
      apiVersion: v1
      kind: Secret
      metadata: {name: anthropic-secret, namespace: kgateway-system}
      type: Opaque
      stringData: {Authorization: %s}
      """;

  private static final String BACKEND_2_1 =
      """
      apiVersion: gateway.kgateway.dev/v1alpha1
      kind: Backend
      metadata: {name: anthropic, namespace: kgateway-system}
      spec:
        type: AI
        ai:
          llm:
            host: 127.0.0.1
            port: %d
            anthropic:
              authToken: {kind: SecretRef, secretRef: {name: anthropic-secret}}
              model: claude-3-opus-20240229
      """;

  private static final String BACKEND_2_2 =
      """
      apiVersion: agentgateway.dev/v1alpha1
      kind: AgentgatewayBackend
      metadata: {name: anthropic, namespace: kgateway-system}
      spec:
        ai:
          provider: {anthropic: {model: claude-3-opus-20240229}, host: 127.0.0.1, port: %d}
        policies: {auth: {secretRef: {name: anthropic-secret}}}
      """;

  private static final String ROUTE =
      """
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: anthropic, namespace: kgateway-system}
      spec:
        parentRefs: [{name: agentgateway}]
        rules:
        - matches: [{path: {type: PathPrefix, value: /anthropic}}]
          backendRefs: [{name: %s, group: %s, kind: %s}]
      """;

  private static final String ANSWER =
      "{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"m\",\"content\":"
          + "[{\"type\":\"text\",\"text\":\"AI works\"}],\"stop_reason\":\"end_turn\","
          + "\"usage\":{\"input_tokens\":1,\"output_tokens\":2}}";

  @TempDir private Path folder;

  private final HttpClient client = HttpClient.newHttpClient();
  private volatile String key = "";
  private HttpServer upstream;
  private EmbeddedApi api;
  private Gateway gateway;
  private Kubectl kubectl;

  @BeforeEach
  void start() throws Exception {
    Assumptions.assumeTrue(Kubectl.isThere(), "no kubectl");
    upstream = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    upstream.createContext(
        "/",
        exchange -> {
          key = String.valueOf(exchange.getRequestHeaders().getFirst("x-api-key"));
          exchange.getRequestBody().readAllBytes();
          byte[] body = ANSWER.getBytes(UTF_8);
          exchange.getResponseHeaders().set("content-type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    upstream.start();
    api = EmbeddedApi.open(folder.resolve("state"), 0);
    InetAddress loopback = InetAddress.getLoopbackAddress();
    GatewayOptions options =
        new GatewayOptions(
            List.of(),
            Map.of(),
            "",
            loopback,
            loopback,
            loopback,
            0,
            0,
            0,
            Map.of(8080, 0),
            Duration.ofSeconds(1),
            1,
            LogFormat.TEXT);
    gateway =
        Gateway.start(
            options,
            ClusterResources.of(api, List.of("127.0.0.1")),
            OutputStream.nullOutputStream());
    kubectl = new Kubectl(api.kubeconfig(), folder);
  }

  @AfterEach
  void stop() {
    client.shutdownNow();
    if (gateway != null) {
      gateway.close();
    }
    if (api != null) {
      api.close();
    }
    if (upstream != null) {
      upstream.stop(0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.1.x", "2.2.x"})
  void thePageFromItsFirstCommandToTheAnswer(String revision) throws Exception {
    boolean isFirst = revision.equals("2.1.x");
    String group = isFirst ? "gateway.kgateway.dev" : "agentgateway.dev";
    String kind = isFirst ? "Backend" : "AgentgatewayBackend";
    String backend =
        (isFirst ? BACKEND_2_1 : BACKEND_2_2).formatted(upstream.getAddress().getPort());
    assertThat(kubectl.run("get", "gatewayclass", "agentgateway")).contains("agentgateway.dev/");
    kubectl.apply(GATEWAY);
    kubectl.apply(SECRET.formatted("sk-one"));
    kubectl.apply(backend);
    kubectl.apply(ROUTE.formatted("anthropic", group, kind));
    waitFor("condition=Programmed", "gateway/agentgateway");
    waitFor(
        "jsonpath={.status.parents[0].conditions[?(@.type=='ResolvedRefs')].status}=True",
        "httproute/anthropic");
    assertThat(kubectl.run("get", "gateway", "-A"))
        .containsPattern("agentgateway +agentgateway +127.0.0.1 +True");
    HttpResponse<String> answer = ask();
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).contains("AI works", "chat.completion");
    assertThat(key).isEqualTo("sk-one");

    kubectl.apply(SECRET.formatted("sk-two"));
    while (!key.equals("sk-two")) {
      assertThat(ask().statusCode()).isEqualTo(200);
    }

    kubectl.run("delete", "gateway", "agentgateway", "-n", "kgateway-system");
    while (!gateway.listening().isEmpty()) {
      Thread.onSpinWait();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = "nowhere")
  void aBrokenRouteSaysWhy(String name) throws Exception {
    kubectl.apply(GATEWAY);
    kubectl.apply(ROUTE.formatted(name, "agentgateway.dev", "AgentgatewayBackend"));
    waitFor(
        "jsonpath={.status.parents[0].conditions[?(@.type=='ResolvedRefs')].reason}=BackendNotFound",
        "httproute/anthropic");
    String said = "";
    while (!said.contains("Warning")) {
      said = kubectl.run("describe", "httproute", "anthropic", "-n", "kgateway-system");
    }
    assertThat(said).contains("BackendNotFound", "spec.rules[0].backendRefs[0]");
  }

  private void waitFor(String what, String object) throws IOException, InterruptedException {
    kubectl.run("wait", "--for=" + what, object, "-n", "kgateway-system", "--timeout=30s");
  }

  private HttpResponse<String> ask() throws IOException, InterruptedException {
    int port = gateway.listening().get(Door.of(8080)).getPort();
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/anthropic"))
            .header("content-type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"model\":\"\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
