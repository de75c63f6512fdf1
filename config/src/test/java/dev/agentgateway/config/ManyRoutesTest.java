package dev.agentgateway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.agentgateway.config.sources.Documents;
import dev.agentgateway.config.sources.YamlReader;
import dev.agentgateway.snapshot.Door;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What it takes to compile a large configuration grows with its size and no faster.
class ManyRoutesTest {

  private static final int ROUTES = 5_000;

  /// Fifteen times what the first compilation takes on one core; work that grows with the square
  /// takes far longer.
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @Test
  void thousandsOfRoutesCompileQuickly() {
    Documents documents = YamlReader.read("many.yaml", yaml());
    Compiled compiled =
        assertTimeout(LIMIT, () -> Configuration.compile(documents, Options.DEFAULT, null));
    assertEquals(List.of(), compiled.problems());
    assertEquals(
        ROUTES,
        compiled.snapshot().binds().get(Door.of(8080)).listeners().getFirst().routes().size());
  }

  private static String yaml() {
    StringBuilder yaml =
        new StringBuilder(
            """
            apiVersion: gateway.networking.k8s.io/v1
            kind: Gateway
            metadata: {name: gw}
            spec:
              gatewayClassName: agentgateway
              listeners: [{name: http, port: 8080, protocol: HTTP}]
            ---
            apiVersion: agentgateway.dev/v1alpha1
            kind: AgentgatewayPolicy
            metadata: {name: all}
            spec:
              targetSelectors: [{group: gateway.networking.k8s.io, kind: HTTPRoute, matchLabels: {a: b}}]
              traffic: {timeouts: {request: 5s}}
            """);
    for (int i = 0; i < ROUTES; i++) {
      yaml.append(
          """
          ---
          apiVersion: agentgateway.dev/v1alpha1
          kind: AgentgatewayBackend
          metadata: {name: b%1$d}
          spec: {ai: {provider: {anthropic: {model: m%1$d}}}, policies: {auth: {key: k}}}
          ---
          apiVersion: gateway.networking.k8s.io/v1
          kind: HTTPRoute
          metadata: {name: r%1$d, labels: {a: b}}
          spec:
            parentRefs: [{name: gw}]
            rules:
            - matches: [{path: {value: /r%1$d}}]
              backendRefs: [{group: agentgateway.dev, kind: AgentgatewayBackend, name: b%1$d}]
          """
              .formatted(i));
    }
    return yaml.toString();
  }
}
