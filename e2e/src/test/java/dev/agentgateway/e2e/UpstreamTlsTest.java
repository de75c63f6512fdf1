package dev.agentgateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.testkit.Answer;
import dev.agentgateway.testkit.FakeUpstream;
import dev.agentgateway.testkit.GatewayProcess;
import dev.agentgateway.testkit.RawClient;
import dev.agentgateway.testkit.RawResponse;
import dev.agentgateway.testkit.TestCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// TLS to upstreams is verified: a wrong authority, name or date is a refusal, and never an answer.
final class UpstreamTlsTest {

  private static final String GATEWAY =
      """
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: tls}
      spec:
        gatewayClassName: agentgateway
        listeners: [{name: http, protocol: HTTP, port: 8080}]
      """;

  /// @param server which of the upstreams: `good`, `expired`, `plain`, `extra`
  /// @param tls settings of the backend
  /// @param answer status, and the code of a refusal
  record Case(String name, String server, String tls, String answer) {

    String yaml() {
      return """
      ---
      apiVersion: agentgateway.dev/v1alpha1
      kind: AgentgatewayBackend
      metadata: {name: %1$s}
      spec:
        static: {host: %2$s.example.com, port: 443}
        policies: {tls: {%3$s}}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: %1$s}
      spec:
        parentRefs: [{name: tls}]
        rules:
        - matches: [{path: {type: PathPrefix, value: /%1$s}}]
          backendRefs: [{group: agentgateway.dev, kind: AgentgatewayBackend, name: %1$s}]
      """
          .formatted(name, server, tls);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static final String GOOD = "caCertificateRefs: [{name: good-ca}]";
  private static final String WRONG = "caCertificateRefs: [{name: other-ca}]";

  static List<Case> cases() {
    return List.of(
        new Case("right", "good", GOOD, "200 null"),
        new Case("right-by-secret", "good", secret("good-ca"), "200 null"),
        new Case("extra-authority", "extra", "", "200 null"),
        new Case("wrong-authority", "good", WRONG, "503 tls_failed"),
        new Case("no-authority", "good", "", "503 tls_failed"),
        new Case("wrong-name", "good", GOOD + ", sni: other.example.com", "503 tls_failed"),
        new Case("right-name", "good", GOOD + ", sni: also-good.example.com", "200 null"),
        new Case("expired", "expired", "caCertificateRefs: [{name: expired-ca}]", "503 tls_failed"),
        new Case("plain", "plain", GOOD, "503 tls_failed"),
        new Case("unverified", "good", "insecureSkipVerify: All", "200 null"),
        new Case("unverified-expired", "expired", "insecureSkipVerify: All", "200 null"),
        new Case(
            "name-unverified",
            "good",
            GOOD + ", insecureSkipVerify: Hostname, sni: other.example.com",
            "200 null"),
        new Case(
            "name-unverified-wrong-authority",
            "good",
            WRONG + ", insecureSkipVerify: Hostname",
            "503 tls_failed"),
        new Case(
            "alternative-name",
            "good",
            GOOD + ", verifySubjectAltNames: [x.example.com, also-good.example.com]",
            "200 null"),
        new Case(
            "wrong-alternative-name",
            "good",
            GOOD + ", verifySubjectAltNames: [x.example.com]",
            "503 tls_failed"),
        new Case(
            "absent-authority",
            "good",
            "caCertificateRefs: [{name: absent}]",
            "500 no_valid_backend"),
        new Case(
            "empty-authority",
            "good",
            "caCertificateRefs: [{name: empty-ca}]",
            "500 no_valid_backend"));
  }

  private static String secret(String name) {
    return "caCertificateRefs: [{kind: Secret, name: %s}]".formatted(name);
  }

  @TempDir private static Path folder;

  private static final List<FakeUpstream> UPSTREAMS = new ArrayList<>();

  private static FakeUpstream good;
  private static GatewayProcess gateway;

  @BeforeAll
  static void start() throws IOException {
    TestCertificates named = TestCertificates.of("good.example.com", "also-good.example.com");
    TestCertificates expired = TestCertificates.expired("expired.example.com");
    TestCertificates extra = TestCertificates.of("extra.example.com");
    good = FakeUpstream.startTls(named);
    FakeUpstream old = FakeUpstream.startTls(expired);
    FakeUpstream plain = FakeUpstream.start();
    FakeUpstream trusted = FakeUpstream.startTls(extra);
    UPSTREAMS.addAll(List.of(good, old, plain, trusted));
    UPSTREAMS.forEach(each -> each.answering(Answer.text(200, "fine")));
    StringBuilder yaml = new StringBuilder(GATEWAY);
    yaml.append(authority("ConfigMap", "data", "good-ca", named));
    yaml.append(authority("Secret", "stringData", "good-ca", named));
    yaml.append(authority("ConfigMap", "data", "other-ca", TestCertificates.of()));
    yaml.append(authority("ConfigMap", "data", "expired-ca", expired));
    yaml.append("---\n{apiVersion: v1, kind: ConfigMap, metadata: {name: empty-ca}, data: {}}\n");
    cases().forEach(each -> yaml.append(each.yaml()));
    yaml.append(service("named", "good.example.com"));
    yaml.append(service("misnamed", "other.example.com"));
    Path file = Files.writeString(folder.resolve("tls.yaml"), yaml);
    gateway =
        GatewayProcess.run(
            file,
            Map.of(),
            "--ca-file",
            extra.authorityFile(folder).toString(),
            "--resolve",
            "good.example.com:443=" + good.address(),
            "--resolve",
            "expired.example.com:443=" + old.address(),
            "--resolve",
            "plain.example.com:443=" + plain.address(),
            "--resolve",
            "extra.example.com:443=" + trusted.address(),
            "--resolve",
            "named.default:443=" + good.address(),
            "--resolve",
            "misnamed.default:443=" + good.address());
  }

  @AfterAll
  static void stop() {
    gateway.close();
    UPSTREAMS.forEach(FakeUpstream::close);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void anUpstreamIsWhoItSaysOrRefused(Case each) {
    RawResponse answer = RawClient.get(gateway.port(), "/" + each.name());
    assertThat(answer.status() + " " + answer.headers().first("x-agentgateway-error"))
        .as(answer.text())
        .isEqualTo(each.answer());
    assertThat(answer.text()).as("no name of the inside").doesNotContain("BEGIN CERTIFICATE");
  }

  @Test
  void theNameIsAskedForInTls() {
    good.received();
    assertThat(RawClient.get(gateway.port(), "/right-name?sni").status()).isEqualTo(200);
    assertThat(good.received().getLast().serverName()).isEqualTo("also-good.example.com");
  }

  @Test
  void aBackendTlsPolicyVerifiesItsName() {
    assertThat(RawClient.get(gateway.port(), "/service-named").status()).isEqualTo(200);
    RawResponse refused = RawClient.get(gateway.port(), "/service-misnamed");
    assertThat(refused.headers().first("x-agentgateway-error")).isEqualTo("tls_failed");
  }

  private static String authority(
      String kind, String field, String name, TestCertificates certificates) {
    return """
    ---
    apiVersion: v1
    kind: %s
    metadata: {name: %s}
    %s:
      ca.crt: |
    %s
    """
        .formatted(
            kind, name, field, certificates.authorityPem().strip().indent(4).stripTrailing());
  }

  private static String service(String name, String hostname) {
    return """
    ---
    apiVersion: v1
    kind: Service
    metadata: {name: %1$s}
    spec: {ports: [{port: 443}]}
    ---
    apiVersion: gateway.networking.k8s.io/v1
    kind: BackendTLSPolicy
    metadata: {name: %1$s}
    spec:
      targetRefs: [{group: "", kind: Service, name: %1$s}]
      validation:
        hostname: %2$s
        caCertificateRefs: [{group: "", kind: ConfigMap, name: good-ca}]
    ---
    apiVersion: gateway.networking.k8s.io/v1
    kind: HTTPRoute
    metadata: {name: service-%1$s}
    spec:
      parentRefs: [{name: tls}]
      rules:
      - matches: [{path: {type: PathPrefix, value: /service-%1$s}}]
        backendRefs: [{name: %1$s, port: 443}]
    """
        .formatted(name, hostname);
  }
}
