package dev.agentgateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.testkit.GatewayProcess;
import dev.agentgateway.testkit.RawClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The program without files also serves its API, and runs what is applied there beside the rest.
@Timeout(180)
final class ZeroApiTest {

  private static final String APPLIED =
      """
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: mine}
      spec:
        gatewayClassName: agentgateway
        listeners: [{name: http, protocol: HTTP, port: PORT}]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: mine}
      spec:
        parentRefs: [{name: mine}]
        rules:
        - name: all
      ---
      apiVersion: agentgateway.dev/v1alpha1
      kind: AgentgatewayPolicy
      metadata: {name: mine}
      spec:
        targetRefs: [{group: gateway.networking.k8s.io, kind: HTTPRoute, name: mine}]
        traffic: {directResponse: {status: 203}}
      """;

  private static final String CHAT =
      "{\"model\":\"fake-echo\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";

  @TempDir private Path folder;

  @Test
  void whatIsAppliedRunsBesideTheRestAndIsKept() throws Exception {
    String state = folder.resolve("state").toString();
    int port = ApiCommands.freePort();
    Path file =
        Files.writeString(
            folder.resolve("mine.yaml"), APPLIED.replace("PORT", String.valueOf(port)));
    try (GatewayProcess first = GatewayProcess.runWithoutFiles(Map.of(), "--state", state)) {
      ApiCommands commands = new ApiCommands(kubeconfig(first));
      assertThat(commands.ask("apply", "-f", file.toString())).contains("mine created");
      assertThat(first.awaitOpen(port)).isTrue();
      awaitStatus(port);
      answersAsBefore(first);
      assertThat(commands.ask("get", "gateways", "-A")).contains("mine").contains("True");
      assertThat(commands.ask("get", "gatewayclass", "-o", "name")).contains("agentgateway");
      assertThat(commands.ask("export"))
          .contains("name: mine")
          .doesNotContain("kind: GatewayClass");

      try (GatewayProcess second = GatewayProcess.runWithoutFiles(Map.of(), "--state", state)) {
        assertThat(second.said(line -> line.startsWith("no API for kubectl")))
            .contains("is used by another process", "--ephemeral");
        answersAsBefore(second);
      }
      commands.ask("get", "gateways");
    }
    try (GatewayProcess again = GatewayProcess.runWithoutFiles(Map.of(), "--state", state)) {
      kubeconfig(again);
      awaitStatus(port);
      answersAsBefore(again);
    }
  }

  @Test
  void whatIsEphemeralIsForgotten() throws Exception {
    Path kubeconfig;
    try (GatewayProcess gateway = GatewayProcess.runWithoutFiles(Map.of(), "--ephemeral")) {
      kubeconfig = Path.of(kubeconfig(gateway));
      assertThat(kubeconfig).exists();
      gateway.terminate();
      assertThat(gateway.awaitExit()).isZero();
    }
    assertThat(kubeconfig).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # written                       | what is said
          --no-api --ephemeral            | need an API: start with --api
          --no-api --state x              | need an API: start with --api
          -f . --ephemeral                | need an API: start with --api
          --state x --ephemeral           | either is kept, or not
          --api --port 1                  | stand without
          """)
  void wrongUsageIsNamed(String written, String said) throws Exception {
    GatewayProcess wrong = GatewayProcess.start(Map.of(), List.of(written.split(" ", -1)));
    assertThat(wrong.awaitExit()).isEqualTo(2);
    assertThat(wrong.written()).contains(said);
  }

  private static String kubeconfig(GatewayProcess gateway) {
    String export = gateway.said(line -> line.contains("export KUBECONFIG="));
    return export.substring(export.indexOf('=') + 1);
  }

  private static void answersAsBefore(GatewayProcess gateway) {
    assertThat(RawClient.post(gateway.port(), "/v1/chat/completions", CHAT).status())
        .isEqualTo(200);
  }

  /// A port may be open a moment before its routes are there.
  private static void awaitStatus(int port) {
    while (RawClient.post(port, "/", "{}").status() != 203) {
      Thread.onSpinWait();
    }
  }
}
