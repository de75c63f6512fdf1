package dev.agentgateway.apiserver.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.http.CertificateKey;
import dev.agentgateway.http.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

/// The token and the certificates of one server, kept beside its store so that a kubeconfig stays
/// good when the server starts again.
public record Credentials(Secret token, Certificates certificates) {

  private static final Duration RENEWED_BEFORE = Duration.ofDays(30);

  /// Reads what is kept in a folder, or makes and keeps it. Only the owner may read the files.
  public static Credentials keep(Path folder, Instant now) throws IOException {
    Files.createDirectories(folder);
    Path token = folder.resolve("api.token");
    Path authority = folder.resolve("api-ca.crt");
    Path chain = folder.resolve("api.crt");
    Path key = folder.resolve("api.key");
    if (!Files.exists(token)) {
      OwnerOnly.write(token, Token.random().reveal());
    }
    if (!Files.exists(authority)
        || !Files.exists(key)
        || !Files.exists(chain)
        || isEnding(Files.readString(chain), now)) {
      Certificates fresh = Certificates.generate(now);
      OwnerOnly.write(authority, fresh.authority());
      OwnerOnly.write(chain, fresh.server().chain());
      OwnerOnly.write(key, fresh.server().key().reveal());
    }
    return new Credentials(
        Secret.of(Files.readString(token).strip()),
        new Certificates(
            Files.readString(authority),
            new CertificateKey(Files.readString(chain), Secret.of(Files.readString(key)))));
  }

  /// A token and certificates that end with the process.
  public static Credentials fresh(Instant now) {
    return new Credentials(Token.random(), Certificates.generate(now));
  }

  private static boolean isEnding(String pem, Instant now) {
    try {
      X509Certificate certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(pem.getBytes(UTF_8)));
      return certificate.getNotAfter().toInstant().isBefore(now.plus(RENEWED_BEFORE));
    } catch (CertificateException unreadable) {
      return true;
    }
  }
}
