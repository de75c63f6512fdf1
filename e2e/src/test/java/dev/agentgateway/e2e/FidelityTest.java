package dev.agentgateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.testkit.FakeUpstream;
import dev.agentgateway.testkit.GatewayProcess;
import dev.agentgateway.testkit.RawClient;
import dev.agentgateway.testkit.RawResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What becomes of fields that Anthropic does not have, as a policy or a backend asks for it.
final class FidelityTest {

  private static final String YAML =
      """
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: gateway}
      spec:
        gatewayClassName: agentgateway
        listeners: [{name: http, protocol: HTTP, port: 8080}]
      ---
      apiVersion: agentgateway.dev/v1alpha1
      kind: AgentgatewayPolicy
      metadata: {name: strict}
      spec:
        targetRefs:
        - {group: gateway.networking.k8s.io, kind: HTTPRoute, name: strict}
        - {group: gateway.networking.k8s.io, kind: HTTPRoute, name: both}
        backend: {ai: {fidelity: Strict}}
      """;

  private static final String ONE =
      """
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: %1$s}
      spec:
        parentRefs: [{name: gateway}]
        rules:
        - matches: [{path: {type: PathPrefix, value: /%1$s}}]
          backendRefs: [{group: agentgateway.dev, kind: AgentgatewayBackend, name: %1$s}]
      ---
      apiVersion: agentgateway.dev/v1alpha1
      kind: AgentgatewayBackend
      metadata: {name: %1$s}
      spec:
        ai: {provider: {anthropic: {}, host: 127.0.0.1, port: %2$d}}
        policies: {ai: %3$s}
      """;

  @TempDir private static Path folder;

  private static FakeUpstream provider;
  private static GatewayProcess gateway;

  @BeforeAll
  static void start() throws IOException {
    provider = FakeUpstream.start();
    int port = provider.port();
    String yaml =
        YAML
            + ONE.formatted("unsaid", port, "{}")
            + ONE.formatted("strict", port, "{}")
            + ONE.formatted("lenient", port, "{fidelity: Lenient}")
            + ONE.formatted("both", port, "{fidelity: Standard}");
    gateway = GatewayProcess.run(Files.writeString(folder.resolve("all.yaml"), yaml), Map.of());
  }

  @AfterAll
  static void stop() {
    gateway.close();
    provider.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # backend | field       | status | named
          unsaid    | "seed": 7   | 200    | seed
          strict    | "seed": 7   | 400    | seed
          lenient   | "seed": 7   | 200    | seed
          both      | "seed": 7   | 200    | seed
          unsaid    | "n": 2      | 400    | n
          strict    | "n": 2      | 400    | n
          lenient   | "n": 2      | 200    | n
          both      | "n": 2      | 400    | n
          strict    | "n": 1      | 200    |
          unsaid    | "a\\r\\nb: c": 1 | 200  | a??b:?c
          unsaid    | "service_tier": "a\\nb" | 200 | service_tier=a?b
          unsaid    | "é,è": 1    | 200    | ???
          """)
  void aFieldThatAnthropicLacksIsDroppedOrRefusedAsItIsAskedFor(
      String backend, String field, int status, String named) {
    String body =
        """
        {"model":"fake-echo","messages":[{"role":"user","content":"one"}],%s}\
        """
            .formatted(field);
    RawResponse answer = RawClient.post(gateway.port(), "/" + backend, body);

    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(
            status == 200
                ? answer.headers().first("x-agentgateway-dropped")
                : answer.json().path("error").path("param").stringValue(""))
        .isEqualTo(named);
  }
}
