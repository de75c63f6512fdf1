package dev.agentgateway.config.connection;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.agentgateway.config.kind.Resolved;
import dev.agentgateway.http.CertificateKey;
import dev.agentgateway.http.Secret;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads certificates and keys as text, and checks that they go together.
final class Pem {

  private static final Pattern KEY =
      Pattern.compile(
          "-----BEGIN (RSA |EC |)PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END \\1PRIVATE KEY-----");

  private static final byte[] PROBE = "agentgateway".getBytes(US_ASCII);

  private Pem() {}

  /// A chain and its key, the key as PKCS#8.
  static Resolved<CertificateKey> pair(String chain, Secret key) {
    Certificate leaf;
    try {
      List<? extends Certificate> certificates = certificates(chain);
      if (certificates.isEmpty()) {
        return Resolved.broken("tls.crt holds no certificate (expected: PEM)");
      }
      leaf = certificates.getFirst();
    } catch (GeneralSecurityException broken) {
      return Resolved.broken("tls.crt is no certificate (expected: PEM)");
    }
    Matcher found = KEY.matcher(key.reveal());
    if (!found.find()) {
      return Resolved.broken("tls.key holds no private key (expected: PEM, not encrypted)");
    }
    String algorithm = leaf.getPublicKey().getAlgorithm();
    try {
      byte[] pkcs8 =
          Pkcs8.of(
              found.group(1).strip(),
              Base64.getMimeDecoder().decode(found.group(2)),
              leaf.getPublicKey());
      PrivateKey read = KeyFactory.getInstance(algorithm).generatePrivate(spec(pkcs8));
      if (!belongs(leaf, read, algorithm)) {
        return Resolved.broken("tls.key is not the key of the certificate in tls.crt");
      }
      return Resolved.of(new CertificateKey(chain, Secret.of(written(pkcs8))));
    } catch (GeneralSecurityException | IllegalArgumentException broken) {
      return Resolved.broken(
          "tls.key is no private key of the certificate's kind (%s)".formatted(algorithm));
    }
  }

  /// Empty when the text is one or more certificates.
  static String authorityFault(String pem) {
    try {
      return certificates(pem).isEmpty() ? "holds no certificate (expected: PEM)" : "";
    } catch (GeneralSecurityException broken) {
      return "is no certificate (expected: PEM)";
    }
  }

  private static List<? extends Certificate> certificates(String pem)
      throws GeneralSecurityException {
    return List.copyOf(
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(pem.getBytes(US_ASCII))));
  }

  private static PKCS8EncodedKeySpec spec(byte[] pkcs8) {
    return new PKCS8EncodedKeySpec(pkcs8);
  }

  private static boolean belongs(Certificate leaf, PrivateKey key, String algorithm)
      throws GeneralSecurityException {
    String how =
        switch (algorithm) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> algorithm;
        };
    Signature signature = Signature.getInstance(how);
    signature.initSign(key);
    signature.update(PROBE);
    byte[] signed = signature.sign();
    signature.initVerify(leaf.getPublicKey());
    signature.update(PROBE);
    return signature.verify(signed);
  }

  private static String written(byte[] pkcs8) {
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(pkcs8)
        + "\n-----END PRIVATE KEY-----\n";
  }
}
