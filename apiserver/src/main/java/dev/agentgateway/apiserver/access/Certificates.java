package dev.agentgateway.apiserver.access;

import dev.agentgateway.http.CertificateKey;
import dev.agentgateway.http.Secret;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/// A certificate authority of this machine's own, and the certificate of the server on loopback.
///
/// @param authority PEM, what clients trust
/// @param server for `localhost`, 127.0.0.1 and ::1
public record Certificates(String authority, CertificateKey server) {

  private static final Duration LIFE = Duration.ofDays(3_650);
  private static final String ECDSA_SHA256 = "1.2.840.10045.4.3.2";
  private static final String COMMON_NAME = "2.5.4.3";
  private static final String SUBJECT_KEY = "2.5.29.14";
  private static final String KEY_USAGE = "2.5.29.15";
  private static final String ALTERNATIVE_NAMES = "2.5.29.17";
  private static final String BASIC_CONSTRAINTS = "2.5.29.19";
  private static final String AUTHORITY_KEY = "2.5.29.35";
  private static final String EXTENDED_USAGE = "2.5.29.37";
  private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";

  /// Makes both anew. The authority's key is kept nowhere: it signs one certificate, ever.
  public static Certificates generate(Instant now) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair authority = generator.generateKeyPair();
      KeyPair server = generator.generateKeyPair();
      String serial = Long.toHexString(new SecureRandom().nextLong());
      byte[] authorityName = name("agentgateway local authority " + serial);
      byte[] keyId = keyId(authority);
      String authorityPem =
          certificate(
              authority.getPrivate(),
              authority,
              authorityName,
              authorityName,
              now,
              ofAuthority(keyId));
      String serverPem =
          certificate(
              authority.getPrivate(),
              server,
              name("agentgateway api"),
              authorityName,
              now,
              ofServer(keyId(server), keyId));
      return new Certificates(
          authorityPem,
          new CertificateKey(
              serverPem, Secret.of(pem("PRIVATE KEY", server.getPrivate().getEncoded()))));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("this Java has no elliptic curves", missing);
    }
  }

  private static String certificate(
      PrivateKey signer,
      KeyPair subject,
      byte[] subjectName,
      byte[] issuerName,
      Instant now,
      byte[] extensions)
      throws GeneralSecurityException {
    byte[] algorithm = Der.sequence(Der.objectId(ECDSA_SHA256));
    byte[] signed =
        Der.sequence(
            Der.tagged(0xa0, Der.integer(BigInteger.TWO)),
            Der.integer(new BigInteger(120, new SecureRandom()).setBit(120)),
            algorithm,
            issuerName,
            Der.sequence(Der.time(now.minus(Duration.ofMinutes(5))), Der.time(now.plus(LIFE))),
            subjectName,
            subject.getPublic().getEncoded(),
            Der.tagged(0xa3, extensions));
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(signer);
    signature.update(signed);
    return pem("CERTIFICATE", Der.sequence(signed, algorithm, Der.bits(signature.sign())));
  }

  private static byte[] ofAuthority(byte[] keyId) {
    return Der.sequence(
        critical(BASIC_CONSTRAINTS, Der.sequence(Der.isTrue())),
        critical(KEY_USAGE, Der.flags(0x06, 1)),
        extension(SUBJECT_KEY, Der.octets(keyId)));
  }

  private static byte[] ofServer(byte[] keyId, byte[] authorityKeyId) {
    byte[] names =
        Der.sequence(
            Der.tagged(0x82, "localhost".getBytes(java.nio.charset.StandardCharsets.US_ASCII)),
            Der.tagged(0x87, new byte[] {127, 0, 0, 1}),
            Der.tagged(0x87, new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}));
    return Der.sequence(
        critical(KEY_USAGE, Der.flags(0x80, 7)),
        extension(EXTENDED_USAGE, Der.sequence(Der.objectId(SERVER_AUTH))),
        extension(ALTERNATIVE_NAMES, names),
        extension(SUBJECT_KEY, Der.octets(keyId)),
        extension(AUTHORITY_KEY, Der.sequence(Der.tagged(0x80, authorityKeyId))));
  }

  private static byte[] extension(String id, byte[] value) {
    return Der.sequence(Der.objectId(id), Der.octets(value));
  }

  private static byte[] critical(String id, byte[] value) {
    return Der.sequence(Der.objectId(id), Der.isTrue(), Der.octets(value));
  }

  private static byte[] name(String commonName) {
    return Der.sequence(Der.set(Der.sequence(Der.objectId(COMMON_NAME), Der.text(commonName))));
  }

  private static byte[] keyId(KeyPair pair) throws GeneralSecurityException {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(pair.getPublic().getEncoded());
    return java.util.Arrays.copyOf(digest, 20);
  }

  private static String pem(String label, byte[] der) {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
  }
}
