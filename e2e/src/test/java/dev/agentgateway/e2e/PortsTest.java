package dev.agentgateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.http.CertificateKey;
import dev.agentgateway.testkit.GatewayProcess;
import dev.agentgateway.testkit.RawClient;
import dev.agentgateway.testkit.TestCertificates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Ports that change while the gateway runs.
final class PortsTest {

  @TempDir private Path folder;

  @Test
  void aPortInUseIsToldAndTakenWhenItIsFree() throws Exception {
    write("first.yaml", gateway("first", 8080, ""));
    ServerSocket taken = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    try (GatewayProcess gateway = GatewayProcess.run(folder, Map.of())) {
      int port = taken.getLocalPort();
      write("second.yaml", gateway("second", port, ""));
      Waiting.until(() -> page(gateway, "/problems").contains("port " + port));
      assertThat(page(gateway, "/problems")).contains("second", "something else listens there");
      assertThat(programmed(gateway, "second")).isEqualTo("False");
      assertThat(programmed(gateway, "first")).isEqualTo("True");
      assertThat(RawClient.get(gateway.port(8080), "/").status()).isEqualTo(404);
      taken.close();
      Waiting.until(() -> programmed(gateway, "second").equals("True"));
      assertThat(page(gateway, "/problems")).doesNotContain("something else listens there");
      assertThat(RawClient.get(port, "/").status()).isEqualTo(404);
    }
  }

  @Test
  void aPortChangesBetweenPlainAndTls() throws Exception {
    TestCertificates certificates = TestCertificates.of();
    CertificateKey server = certificates.server();
    write("gateway.yaml", gateway("switching", 8080, ""));
    write(
        "secret.yaml",
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: tls}
        type: kubernetes.io/tls
        stringData:
          tls.crt: |
        %s
          tls.key: |
        %s
        """
            .formatted(
                server.chain().strip().indent(4).stripTrailing(),
                server.key().reveal().strip().indent(4).stripTrailing()));
    try (GatewayProcess gateway = GatewayProcess.run(folder, Map.of())) {
      int port = gateway.port(8080);
      assertThat(RawClient.get(port, "/").status()).isEqualTo(404);
      write("gateway.yaml", gateway("switching", 8080, "tls: {certificateRefs: [{name: tls}]}"));
      Waiting.until(() -> speaksTls(port, certificates));
      write("gateway.yaml", gateway("switching", 8080, ""));
      Waiting.until(() -> speaksPlain(port)); // Nobody listens while it changes.
      assertThat(speaksTls(port, certificates)).isFalse();
    }
  }

  private static boolean speaksPlain(int port) {
    try {
      return RawClient.get(port, "/").status() == 404;
    } catch (UncheckedIOException | IllegalArgumentException | IndexOutOfBoundsException other) {
      return false;
    }
  }

  private static boolean speaksTls(int port, TestCertificates certificates) {
    try (RawClient client = RawClient.connectTls(port, certificates, "localhost")) {
      client.send(RawClient.request("GET", "/", ""));
      return client.read().status() == 404;
    } catch (UncheckedIOException plain) {
      return false;
    }
  }

  private static String gateway(String name, int port, String tls) {
    return """
    apiVersion: gateway.networking.k8s.io/v1
    kind: Gateway
    metadata: {name: %s}
    spec:
      gatewayClassName: agentgateway
      listeners: [{name: only, protocol: %s, port: %d, %s}]
    """
        .formatted(name, tls.isEmpty() ? "HTTP" : "HTTPS", port, tls);
  }

  private static String page(GatewayProcess gateway, String page) {
    return RawClient.get(gateway.adminPort(), page).text();
  }

  private static String programmed(GatewayProcess gateway, String name) {
    JsonNode status = RawClient.get(gateway.adminPort(), "/status").json();
    for (JsonNode resource : status.path("resources")) {
      for (JsonNode condition : resource.path("conditions")) {
        if (resource.path("name").stringValue().equals(name)
            && condition.path("of").stringValue().contains("listener")
            && condition.path("type").stringValue().equals("Programmed")) {
          return condition.path("status").stringValue();
        }
      }
    }
    return "";
  }

  private void write(String name, String text) throws IOException {
    Path aside = Files.writeString(folder.resolve("." + name), text);
    Files.move(aside, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }
}
