package dev.agentgateway.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How TLS is spoken with an upstream. Equal values share connections and contexts.
///
/// @param serverName sent as SNI and verified; null means the endpoint's host
/// @param verify what is checked of the certificate
/// @param authorities PEM certificates that are trusted instead of the system's; empty means the
///   system's
/// @param certificate shown to the upstream (mTLS); null for none
/// @param alternativeNames names of which the certificate must hold one, instead of `serverName`
public record UpstreamTls(
    @Nullable String serverName,
    Verify verify,
    List<String> authorities,
    @Nullable CertificateKey certificate,
    List<String> alternativeNames) {

  public static final UpstreamTls SYSTEM =
      new UpstreamTls(null, Verify.FULL, List.of(), null, List.of());

  public UpstreamTls {
    authorities = List.copyOf(authorities);
    alternativeNames = List.copyOf(alternativeNames);
  }

  /// What is checked of an upstream's certificate.
  public enum Verify {
    /// Chain and name.
    FULL,
    /// Chain only.
    CHAIN,
    /// Nothing.
    NONE
  }
}
