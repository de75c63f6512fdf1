package dev.agentgateway.apiserver.access;

import dev.agentgateway.http.CertificateKey;
import dev.agentgateway.http.authority.Authority;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// A certificate authority of this machine's own, and the certificate of the server on loopback.
///
/// @param authority PEM, what clients trust
/// @param server for `localhost`, 127.0.0.1 and ::1
public record Certificates(String authority, CertificateKey server) {

  private static final Duration LIFE = Duration.ofDays(3_650);
  private static final List<String> NAMES = List.of("localhost", "127.0.0.1", "::1");

  /// Makes both anew. The authority's key is kept nowhere: it signs one certificate, ever.
  public static Certificates generate(Instant now) {
    Authority authority = Authority.generate("agentgateway local authority", LIFE, now);
    try {
      return new Certificates(
          authority.certificate(), authority.certify("agentgateway api", NAMES, LIFE, now));
    } catch (CertificateException ours) {
      throw new IllegalStateException("a new authority cannot be used", ours);
    }
  }
}
