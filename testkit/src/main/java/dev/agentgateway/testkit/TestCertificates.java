package dev.agentgateway.testkit;

import dev.agentgateway.http.CertificateKey;
import dev.agentgateway.http.Secret;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/// A certificate authority made for one test, and what it signed.
public final class TestCertificates {

  private final X509Bundle authority;
  private final X509Bundle server;

  /// A new authority and a server certificate for these names, `localhost` and 127.0.0.1.
  public static TestCertificates of(String... names) {
    return new TestCertificates(Instant.now().plus(Duration.ofDays(30)), names);
  }

  /// As [#of], but the server certificate held until yesterday.
  public static TestCertificates expired(String... names) {
    return new TestCertificates(Instant.now().minus(Duration.ofDays(1)), names);
  }

  private TestCertificates(Instant end, String... names) {
    try {
      authority =
          new CertificateBuilder()
              .ecp256()
              .subject("CN=test authority")
              .notBefore(Instant.now().minus(Duration.ofDays(90)))
              .notAfter(Instant.now().plus(Duration.ofDays(90)))
              .setIsCertificateAuthority(true)
              .setKeyUsage(
                  true,
                  CertificateBuilder.KeyUsage.keyCertSign,
                  CertificateBuilder.KeyUsage.cRLSign)
              .buildSelfSigned();
      CertificateBuilder leaf =
          new CertificateBuilder()
              .ecp256()
              .subject("CN=localhost")
              .notBefore(end.minus(Duration.ofDays(60)))
              .notAfter(end)
              .addSanDnsName("localhost")
              .addSanIpAddress("127.0.0.1")
              .addExtendedKeyUsageServerAuth();
      for (String name : names) {
        leaf.addSanDnsName(name);
      }
      server = leaf.buildIssuedBy(authority);
    } catch (Exception e) {
      throw new IllegalStateException("a test certificate cannot be made", e);
    }
  }

  /// The authority's certificate, PEM.
  public String authorityPem() {
    return authority.getCertificatePEM();
  }

  /// Writes the authority's certificate into a folder and returns the file.
  public Path authorityFile(Path folder) {
    try {
      return Files.writeString(folder.resolve("authority.pem"), authorityPem());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The server's chain and key, PEM.
  public CertificateKey server() {
    return pem(server);
  }

  /// A certificate for a client, signed by the same authority.
  public CertificateKey client(String name) {
    try {
      return pem(
          new CertificateBuilder()
              .ecp256()
              .subject("CN=" + name)
              .addExtendedKeyUsageClientAuth()
              .buildIssuedBy(authority));
    } catch (Exception e) {
      throw new IllegalStateException("a test certificate cannot be made", e);
    }
  }

  SSLContext serverContext() {
    try {
      return context(server.toKeyManagerFactory().getKeyManagers(), authority.toTrustManager());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Trusts the authority and nobody else.
  public SSLContext clientContext() {
    return context(null, authority.toTrustManager());
  }

  private static SSLContext context(KeyManager @Nullable [] keys, TrustManager trust) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys, new TrustManager[] {trust}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static CertificateKey pem(X509Bundle bundle) {
    return new CertificateKey(bundle.getCertificatePathPEM(), Secret.of(bundle.getPrivateKeyPEM()));
  }
}
