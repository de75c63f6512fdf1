package dev.agentgateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.testkit.FakeUpstream;
import dev.agentgateway.testkit.GatewayProcess;
import dev.agentgateway.testkit.RawClient;
import dev.agentgateway.testkit.RawResponse;
import dev.agentgateway.testkit.Received;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What an operator sees, and that no key and no prompt is ever in it.
final class OperatorTest {

  private static final String KEY = "sk-canary-9f8e7d6c5b4a";
  private static final String CLIENT_KEY = "sk-client-canary-112233";
  private static final String PROMPT = "canary-prompt-amber-falcon";
  private static final String CONFIGURATION =
      """
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: gateway}
      spec:
        gatewayClassName: agentgateway
        listeners: [{name: http, protocol: HTTP, port: 8080}]
      ---
      apiVersion: v1
      kind: Secret
      metadata: {name: key}
      stringData: {Authorization: $PROVIDER_API_KEY}
      ---
      apiVersion: agentgateway.dev/v1alpha1
      kind: AgentgatewayBackend
      metadata: {name: fake}
      spec:
        ai: {provider: {anthropic: {}, host: 127.0.0.1, port: %d}}
        policies: {auth: {secretRef: {name: key}}}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: route}
      spec:
        parentRefs: [{name: gateway}]
        rules:
        - backendRefs: [{group: agentgateway.dev, kind: AgentgatewayBackend, name: fake}]
      """;

  @TempDir private Path folder;

  @Test
  void metricsPagesAndLogTellEverythingButSecrets() throws Exception {
    try (FakeUpstream upstream = FakeUpstream.start();
        GatewayProcess gateway = start(upstream, "--log-format", "json")) {
      chat(gateway, "fake-echo", false);
      chat(gateway, "fake-echo", true);
      assertThat(chat(gateway, "fake-401", false).status()).isEqualTo(401);
      assertThat(chat(gateway, "fake-error-event", true).text()).doesNotContain("[DONE]");
      gateway.logLine(line -> line.contains("fake-error-event"));

      String metrics = RawClient.get(gateway.metricsPort(), "/metrics").text();
      assertThat(metrics)
          .contains("agentgateway_build_info{")
          .containsPattern("agentgateway_requests_total\\{[^}]*status=\"200\"[^}]*} ")
          .containsPattern("agentgateway_requests_total\\{[^}]*status=\"401\"[^}]*} ")
          .containsPattern(
              "agentgateway_gen_ai_client_token_usage_count\\{[^}]*gen_ai_token_type=\"input\"")
          .containsPattern(
              "agentgateway_gen_ai_client_token_usage_count\\{[^}]*gen_ai_token_type=\"output\"")
          .contains(
              "agentgateway_downstream_connections_total{bind=\"bind/8080\",protocol=\"http\"}")
          .contains("agentgateway_upstream_connect_duration_seconds_count{transport=\"plaintext\"}")
          .containsPattern("agentgateway_request_processing_seconds_count\\{[^}]*} [1-9]")
          .containsPattern("agentgateway_response_processing_seconds_count\\{[^}]*} [1-9]")
          .contains("agentgateway_gen_ai_server_request_duration_count{")
          .contains("agentgateway_gen_ai_server_time_to_first_token_count{");
      StringBuilder pages = new StringBuilder(metrics);
      for (String page : List.of("/", "/config_dump", "/status", "/problems", "/version")) {
        RawResponse response = RawClient.get(gateway.adminPort(), page);
        assertThat(response.status()).as(page).isEqualTo(200);
        pages.append(response.text());
      }
      assertThat(pages)
          .contains("default/fake")
          .contains("AgentgatewayBackend")
          .contains("\"GatewayClass\"");
      pages.append(gateway.written());
      assertThat(pages.toString())
          .doesNotContain(KEY)
          .doesNotContain(CLIENT_KEY)
          .doesNotContain(PROMPT);
    }
  }

  @Test
  void atTheEndStreamsFinishAndNothingNewIsTaken() throws Exception {
    try (FakeUpstream upstream = FakeUpstream.start();
        GatewayProcess gateway = start(upstream)) {
      try (RawClient client = RawClient.connect(gateway.port())) {
        client.send(request("fake-long-60-30", true));
        assertThat(client.head().status()).isEqualTo(200);
        assertThat(client.piece()).isNotNull();
        gateway.terminate();
        gateway.said(line -> line.contains("draining"));
        StringBuilder rest = new StringBuilder();
        for (String piece = client.piece(); piece != null; piece = client.piece()) {
          rest.append(piece);
        }
        assertThat(rest).endsWith("data: [DONE]\n\n");
      }
      assertThat(gateway.awaitExit()).isZero();
    }
  }

  @Test
  void aClientThatLeavesStopsTheUpstreamAndIsCounted() throws Exception {
    try (FakeUpstream upstream = FakeUpstream.start();
        GatewayProcess gateway = start(upstream)) {
      try (RawClient client = RawClient.connect(gateway.port())) {
        client.send(request("fake-endless", true));
        assertThat(client.head().status()).isEqualTo(200);
        assertThat(client.piece()).isNotNull();
        client.reset();
      }
      Received request = upstream.take();
      assertThat(request.awaitLeft(Duration.ofSeconds(5))).isTrue();
      assertThat(gateway.logLine(line -> line.contains("fake-endless")))
          .contains("error.code=client_gone")
          .contains("gen_ai.usage.input_tokens=");
    }
  }

  @Test
  void aBrokenStreamEndsWithAnErrorInTheClientsFormat() throws Exception {
    try (FakeUpstream upstream = FakeUpstream.start();
        GatewayProcess gateway = start(upstream)) {
      RawResponse cut = chat(gateway, "fake-cut", true);
      assertThat(cut.status()).isEqualTo(200);
      assertThat(cut.text()).contains("\"error\":{").doesNotContain("[DONE]");
      assertThat(gateway.logLine(line -> line.contains("fake-cut")))
          .contains("error.code=upstream_cut");
    }
  }

  @Test
  void aPortInUseIsOneLine() throws Exception {
    try (FakeUpstream upstream = FakeUpstream.start()) {
      Files.writeString(folder.resolve("all.yaml"), CONFIGURATION.formatted(upstream.port()));
      GatewayProcess gateway =
          GatewayProcess.start(
              Map.of("PROVIDER_API_KEY", KEY),
              List.of(
                  "run",
                  "-f",
                  folder.toString(),
                  "--bind",
                  "127.0.0.1",
                  "--map-port",
                  "8080=" + upstream.port(),
                  "--admin-port",
                  "0",
                  "--metrics-port",
                  "0",
                  "--readiness-port",
                  "0"));
      assertThat(gateway.awaitExit()).isEqualTo(1);
      assertThat(gateway.written().strip().lines())
          .as(gateway.written())
          .hasSize(1)
          .first()
          .asString()
          .contains("port " + upstream.port());
    }
  }

  @Test
  void aMissingVariableIsAClearProblem() throws Exception {
    Files.writeString(folder.resolve("all.yaml"), CONFIGURATION.formatted(9));
    GatewayProcess check =
        GatewayProcess.start(Map.of(), List.of("check", "-f", folder.toString()));
    assertThat(check.awaitExit()).isEqualTo(1);
    assertThat(check.written()).contains("PROVIDER_API_KEY").contains("all.yaml:11:");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aServiceIsWhereItIsSaidToBe(boolean isWritten) throws Exception {
    String service =
        """
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: echo}
        spec: {ports: [{port: 80}]}
        """;
    try (FakeUpstream upstream = FakeUpstream.start()) {
      String route =
          "- backendRefs: [{group: agentgateway.dev, kind: AgentgatewayBackend, name: fake}]";
      String yaml = CONFIGURATION.formatted(upstream.port());
      Files.writeString(
          folder.resolve("all.yaml"),
          yaml.replace(route, "- backendRefs: [{name: echo, port: 80}]")
              + (isWritten ? service : ""));
      try (GatewayProcess gateway =
          GatewayProcess.run(
              folder,
              Map.of("PROVIDER_API_KEY", KEY),
              "--resolve",
              "echo.default:80=" + upstream.address())) {
        assertThat(chat(gateway, "fake-echo", false).text()).contains(PROMPT);
        assertThat(upstream.take().path()).isEqualTo("/v1/chat/completions");
      }
    }
  }

  private GatewayProcess start(FakeUpstream upstream, String... options) throws Exception {
    Files.writeString(folder.resolve("all.yaml"), CONFIGURATION.formatted(upstream.port()));
    return GatewayProcess.run(folder, Map.of("PROVIDER_API_KEY", KEY), options);
  }

  private static RawResponse chat(GatewayProcess gateway, String model, boolean isStreamed) {
    try (RawClient client = RawClient.connect(gateway.port())) {
      client.send(request(model, isStreamed));
      return client.read();
    }
  }

  private static String request(String model, boolean isStreamed) {
    return RawClient.request(
        "POST",
        "/v1/chat/completions",
        """
        {"model":"%s","stream":%s,"messages":[{"role":"user","content":"%s"}]}\
        """
            .formatted(model, isStreamed, PROMPT),
        "authorization",
        "Bearer " + CLIENT_KEY);
  }
}
