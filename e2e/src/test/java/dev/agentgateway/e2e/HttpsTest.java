package dev.agentgateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentgateway.http.CertificateKey;
import dev.agentgateway.testkit.Answer;
import dev.agentgateway.testkit.FakeUpstream;
import dev.agentgateway.testkit.GatewayProcess;
import dev.agentgateway.testkit.RawClient;
import dev.agentgateway.testkit.RawResponse;
import dev.agentgateway.testkit.TestCertificates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// HTTPS listeners of one port: which certificate is shown to whom, and whom nothing is shown.
final class HttpsTest {

  private static String gateway(int upstreamPort) {
    return """
    apiVersion: gateway.networking.k8s.io/v1
    kind: Gateway
    metadata: {name: https}
    spec:
      gatewayClassName: agentgateway
      listeners:
      - {name: one, protocol: HTTPS, port: 8443, hostname: one.example.com,
         tls: {certificateRefs: [{name: one}]}}
      - {name: below, protocol: HTTPS, port: 8443, hostname: "*.below.example.com",
         tls: {certificateRefs: [{name: below}]}}
      - {name: granted, protocol: HTTPS, port: 8443, hostname: granted.example.com,
         tls: {certificateRefs: [{name: granted, namespace: vault}]}}
      - {name: refused, protocol: HTTPS, port: 8443, hostname: refused.example.com,
         tls: {certificateRefs: [{name: refused, namespace: vault}]}}
      - {name: missing, protocol: HTTPS, port: 8443, hostname: missing.example.com,
         tls: {certificateRefs: [{name: missing}]}}
    ---
    apiVersion: gateway.networking.k8s.io/v1beta1
    kind: ReferenceGrant
    metadata: {name: grant, namespace: vault}
    spec:
      from: [{group: gateway.networking.k8s.io, kind: Gateway, namespace: default}]
      to: [{group: "", kind: Secret, name: granted}]
    ---
    apiVersion: agentgateway.dev/v1alpha1
    kind: AgentgatewayBackend
    metadata: {name: plain}
    spec: {static: {host: 127.0.0.1, port: %d}}
    ---
    apiVersion: gateway.networking.k8s.io/v1
    kind: HTTPRoute
    metadata: {name: all}
    spec:
      parentRefs: [{name: https}]
      rules:
      - backendRefs: [{group: agentgateway.dev, kind: AgentgatewayBackend, name: plain}]
    """
        .formatted(upstreamPort);
  }

  @TempDir private static Path folder;

  private static FakeUpstream upstream;
  private static Map<String, TestCertificates> certificates;
  private static GatewayProcess gateway;

  @BeforeAll
  static void start() throws IOException {
    upstream = FakeUpstream.start().answering(Answer.text(200, "fine"));
    certificates =
        Map.of(
            "one", TestCertificates.of("one.example.com"),
            "below", TestCertificates.of("a.below.example.com"),
            "granted", TestCertificates.of("granted.example.com"),
            "refused", TestCertificates.of("refused.example.com"));
    write("gateway.yaml", gateway(upstream.port()));
    write("one.yaml", secret("one", "default", certificates.get("one")));
    write("below.yaml", secret("below", "default", certificates.get("below")));
    write("granted.yaml", secret("granted", "vault", certificates.get("granted")));
    write("refused.yaml", secret("refused", "vault", certificates.get("refused")));
    gateway = GatewayProcess.run(folder, Map.of());
  }

  @AfterAll
  static void stop() {
    gateway.close();
    upstream.close();
  }

  @ParameterizedTest
  @CsvSource({
    "one.example.com, one",
    "ONE.example.com, one",
    "a.below.example.com, below",
    "granted.example.com, granted"
  })
  void eachNameIsShownItsOwnCertificate(String name, String secret) {
    RawResponse answer = ask(name, certificates.get(secret), name);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo("fine");
    assertThat(RawClient.get(gateway.metricsPort(), "/metrics").text())
        .contains("agentgateway_tls_handshake_duration_seconds_count{bind=\"bind/8443\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "two.example.com",
        "below.example.com",
        "refused.example.com",
        "missing.example.com",
        "example.com"
      })
  void aNameWithoutACertificateIsRefusedInTheHandshake(String name) {
    assertThatThrownBy(() -> ask(name, certificates.get("refused"), name))
        .isInstanceOf(UncheckedIOException.class);
  }

  @ParameterizedTest
  @CsvSource({
    // the name in TLS, the host in HTTP
    "one.example.com, granted.example.com",
    "one.example.com, a.below.example.com",
    "granted.example.com, one.example.com"
  })
  void aHostOfAnotherListenerIsMisdirected(String name, String host) {
    String secret = name.substring(0, name.indexOf('.'));
    RawResponse answer = ask(name, certificates.get(secret), host);
    assertThat(answer.status()).isEqualTo(421);
    assertThat(answer.headers().first("x-agentgateway-error")).isEqualTo("misdirected");
  }

  @Test
  void plainHttpOnATlsPortIsNoHttp() {
    try (RawClient client = RawClient.connect(gateway.port(8443))) {
      client.send(RawClient.request("GET", "/", "", "host", "one.example.com"));
      assertThat(client.readUntil("HTTP/1.1")).doesNotContain("HTTP/1.1");
    }
  }

  @Test
  void refusalsStandInTheStatus() {
    assertThat(RawClient.get(gateway.adminPort(), "/problems").text())
        .contains("RefNotPermitted", "vault/refused", "InvalidCertificateRef", "default/missing");
  }

  @Test
  void aRotatedCertificateIsShownToTheNextConnection() throws IOException {
    TestCertificates fresh = TestCertificates.of("rotated.example.com");
    TestCertificates fresher = TestCertificates.of("rotated.example.com");
    write("rotated.yaml", secret("rotated", "default", fresh));
    write(
        "rotating.yaml",
        """
        apiVersion: gateway.networking.k8s.io/v1
        kind: Gateway
        metadata: {name: rotating}
        spec:
          gatewayClassName: agentgateway
          listeners:
          - {name: rotated, protocol: HTTPS, port: 8443, hostname: rotated.example.com,
             tls: {certificateRefs: [{name: rotated}]}}
        """);
    Waiting.until(() -> shows("rotated.example.com", fresh));
    try (RawClient open = RawClient.connectTls(gateway.port(8443), fresh, "rotated.example.com")) {
      write("rotated.yaml", secret("rotated", "default", fresher));
      Waiting.until(() -> shows("rotated.example.com", fresher));
      assertThat(shows("rotated.example.com", fresh)).isFalse();
      open.send(RawClient.request("GET", "/", "", "host", "rotated.example.com"));
      assertThat(open.read().status()).isEqualTo(404);
    }
  }

  private static boolean shows(String name, TestCertificates trusted) {
    try {
      RawClient.connectTls(gateway.port(8443), trusted, name).close();
      return true;
    } catch (UncheckedIOException refused) {
      return false;
    }
  }

  private static RawResponse ask(String name, TestCertificates trusted, String host) {
    try (RawClient client = RawClient.connectTls(gateway.port(8443), trusted, name)) {
      client.send(RawClient.request("GET", "/", "", "host", host));
      return client.read();
    }
  }

  private static String secret(String name, String namespace, TestCertificates signed) {
    CertificateKey server = signed.server();
    return """
    apiVersion: v1
    kind: Secret
    metadata: {name: %s, namespace: %s}
    type: kubernetes.io/tls
    stringData:
      tls.crt: |
    %s
      tls.key: |
    %s
    """
        .formatted(
            name,
            namespace,
            server.chain().strip().indent(4).stripTrailing(),
            server.key().reveal().strip().indent(4).stripTrailing());
  }

  /// Written aside and moved, as an editor does.
  private static void write(String name, String text) throws IOException {
    Path aside = Files.writeString(folder.resolve("." + name), text);
    Files.move(aside, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }
}
