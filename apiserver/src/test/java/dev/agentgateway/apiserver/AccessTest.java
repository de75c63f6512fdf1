package dev.agentgateway.apiserver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentgateway.apiserver.access.Certificates;
import dev.agentgateway.apiserver.access.Credentials;
import dev.agentgateway.apiserver.access.Kubeconfig;
import dev.agentgateway.apiserver.access.Rate;
import dev.agentgateway.http.Secret;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who may ask, and how the way in is found.
final class AccessTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir private Path folder;

  private static X509Certificate read(String pem) throws Exception {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(pem.getBytes(UTF_8)));
  }

  @Test
  void theServersCertificateIsSignedByTheAuthority() throws Exception {
    Certificates made = Certificates.generate(NOW);
    X509Certificate authority = read(made.authority());
    X509Certificate server = read(made.server().chain());
    server.verify(authority.getPublicKey());
    authority.verify(authority.getPublicKey());
    assertThat(authority.getBasicConstraints()).isNotNegative();
    assertThat(server.getBasicConstraints()).isEqualTo(-1);
    assertThat(server.getSubjectAlternativeNames().toString())
        .contains("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1");
    assertThat(server.getNotBefore().toInstant()).isBefore(NOW);
  }

  @Test
  void whatIsKeptIsFoundAgainUntilItEnds() throws Exception {
    Credentials first = Credentials.keep(folder, NOW);
    assertThat(Credentials.keep(folder, NOW.plus(Duration.ofDays(9)))).isEqualTo(first);
    Credentials renewed = Credentials.keep(folder, NOW.plus(Duration.ofDays(3_640)));
    assertThat(renewed.certificates()).isNotEqualTo(first.certificates());
    assertThat(renewed.token()).isEqualTo(first.token());
  }

  @Test
  void onlyTheOwnerReadsTheFiles() throws Exception {
    Path file = folder.resolve("sub").resolve("kubeconfig");
    new Kubeconfig("https://127.0.0.1:1", "PEM", Secret.of("the-token")).write(file);
    Credentials.keep(folder, NOW);
    for (Path each : List.of(file, folder.resolve("api.token"), folder.resolve("api.key"))) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
          .isEqualTo("rw-------");
    }
    assertThat(Files.readString(file)).contains("https://127.0.0.1:1", "the-token");
  }

  @Test
  void secretsAreNotPrinted() {
    Credentials credentials = Credentials.fresh(NOW);
    assertThat(credentials.toString())
        .doesNotContain(credentials.token().reveal())
        .doesNotContain("PRIVATE KEY");
    assertThatThrownBy(() -> ApiServerOptions.of(null, Secret.of("short"), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aRateFillsWithTime() {
    Rate rate = new Rate(10, 2, 0);
    assertThat(rate.take(0)).isTrue();
    assertThat(rate.take(0)).isTrue();
    assertThat(rate.take(0)).isFalse();
    assertThat(rate.take(50_000_000)).isFalse();
    assertThat(rate.take(100_000_000)).isTrue();
    assertThat(rate.take(100_000_000)).isFalse();
  }
}
