package dev.agentgateway.clients.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.Release;
import dev.agentgateway.testkit.GatewayProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A small chart is installed, changed and taken away.
@Timeout(120)
final class HelmTest {

  private static final String TEMPLATES =
      """
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: {{ .Release.Name }}}
      spec:
        gatewayClassName: agentgateway
        listeners: [{name: http, protocol: HTTP, port: {{ .Values.port }}}]
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: {{ .Release.Name }}-notes}
      data: {port: {{ .Values.port | quote }}}
      """;

  @TempDir private Path folder;
  private GatewayProcess gateway;
  private Path kubeconfig;

  @BeforeEach
  void start() throws IOException {
    Files.createDirectories(folder.resolve("templates"));
    Files.writeString(
        folder.resolve("Chart.yaml"), "apiVersion: v2\nname: small\nversion: 0.1.0\n");
    Files.writeString(folder.resolve("values.yaml"), "port: 0\n");
    Files.writeString(folder.resolve("templates/all.yaml"), TEMPLATES);
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
    kubeconfig = Path.of(export.substring(export.indexOf('=') + 1));
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void aChartIsInstalledUpgradedAndUninstalled() {
    Release installed =
        new Helm(folder)
            .install()
            .withKubeConfig(kubeconfig)
            .withName("small")
            .set("port", 8098)
            .call();
    assertThat(installed.getStatus()).isEqualTo("deployed");
    Release upgraded =
        new Helm(folder)
            .upgrade()
            .withKubeConfig(kubeconfig)
            .withName("small")
            .set("port", 8099)
            .call();
    assertThat(upgraded.getRevision()).isEqualTo("2");
    assertThat(Helm.list().withKubeConfig(kubeconfig).call())
        .extracting(Release::getName)
        .containsExactly("small");
    assertThat(Helm.uninstall("small").withKubeConfig(kubeconfig).call()).contains("small");
    assertThat(Helm.list().withKubeConfig(kubeconfig).call()).isEmpty();
  }

  @Test
  void whatTheSchemaRefusesIsNotInstalled() {
    assertThatThrownBy(() ->
            new Helm(folder)
                .install()
                .withKubeConfig(kubeconfig)
                .withName("wrong")
                .set("port", 80_800)
                .call())
        .hasMessageContaining("spec.listeners[0].port");
  }
}
