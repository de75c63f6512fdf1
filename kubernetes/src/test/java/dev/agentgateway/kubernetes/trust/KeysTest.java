package dev.agentgateway.kubernetes.trust;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentgateway.http.CertificateKey;
import dev.agentgateway.http.Secret;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// When certificates are renewed, and who trusts them then.
final class KeysTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final List<String> NAMES = List.of("agentgateway.system.svc", "127.0.0.1");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # days later | server | authority
          0            | kept   | kept
          59           | kept   | kept
          61           | new    | kept
          100          | new    | kept
          3529         | new    | kept
          3531         | new    | new
          """)
  void isRenewedBeforeItEnds(int days, String server, String authority) throws Exception {
    Keys kept = Keys.make(NAMES, NOW);
    Keys tended = kept.tended(NAMES, NOW.plus(Duration.ofDays(days)));
    assertThat(tended.server().equals(kept.server())).isEqualTo(server.equals("kept"));
    assertThat(tended.key().reveal().equals(kept.key().reveal()))
        .isEqualTo(authority.equals("kept"));
  }

  @Test
  void whatIsServedIsSignedByAnAuthorityThatIsTrusted() throws Exception {
    Keys keys = Keys.make(NAMES, NOW);
    for (int days = 0; days < 3_900; days += 20) {
      keys = keys.tended(NAMES, NOW.plus(Duration.ofDays(days)));
      assertThat(isTrusted(keys)).as("after %d days", days).isTrue();
      X509Certificate server = certificates(keys.server().chain()).getFirst();
      server.checkValidity(java.util.Date.from(NOW.plus(Duration.ofDays(days))));
      assertThat(server.getSubjectAlternativeNames().toString()).contains(NAMES);
    }
  }

  /// Data planes that have the older authority only, for now, still know the controller.
  @Test
  void aNewAuthorityIsTrustedBeforeItSigns() throws Exception {
    Keys old = Keys.make(NAMES, NOW);
    Instant renewal = NOW.plus(Duration.ofDays(3_510));
    Keys before = old.tended(NAMES, renewal);
    Keys after = before.tended(NAMES, renewal.plus(Duration.ofDays(21)));
    assertThat(certificates(after.authorities())).hasSize(2);
    assertThat(after.server()).isEqualTo(before.server());
  }

  @Test
  void aSecretKeepsAllOfIt() {
    Keys keys = Keys.make(NAMES, NOW);
    ObjectNode secret = JsonMapper.shared().createObjectNode();
    secret.set("data", keys.data());
    assertThat(Keys.read(secret)).isEqualTo(keys);
  }

  @ParameterizedTest
  @CsvSource({"ca.crt", "ca.key", "tls.crt", "tls.key"})
  void aSecretWithoutAPartIsNone(String part) {
    ObjectNode secret = JsonMapper.shared().createObjectNode();
    secret.set("data", Keys.make(NAMES, NOW).data());
    secret.withObject("data").put(part, "%");
    assertThat(Keys.read(secret)).isNull();
    secret.withObject("data").remove(part);
    assertThat(Keys.read(secret)).isNull();
  }

  @Test
  void whatIsNoCertificateIsRefused() {
    Keys broken = new Keys("PEM", Secret.of("key"), new CertificateKey("PEM", Secret.of("key")));
    assertThatThrownBy(() -> broken.tended(NAMES, NOW)).isInstanceOf(CertificateException.class);
  }

  private static boolean isTrusted(Keys keys) throws Exception {
    X509Certificate server = certificates(keys.server().chain()).getFirst();
    for (X509Certificate each : certificates(keys.authorities())) {
      if (each.getSubjectX500Principal().equals(server.getIssuerX500Principal())) {
        server.verify(each.getPublicKey());
        return true;
      }
    }
    return false;
  }

  private static List<X509Certificate> certificates(String pem) throws CertificateException {
    return CertificateFactory.getInstance("X.509")
        .generateCertificates(new ByteArrayInputStream(pem.getBytes(UTF_8)))
        .stream()
        .map(X509Certificate.class::cast)
        .toList();
  }
}
