package dev.agentgateway.http.authority;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.http.CertificateKey;
import dev.agentgateway.http.Secret;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/// A certificate authority of our own: what clients trust, and what servers' certificates are
/// signed with.
///
/// @param certificate PEM
/// @param key PEM, PKCS #8
public record Authority(String certificate, Secret key) {

  private static final Duration CLOCKS_APART = Duration.ofMinutes(5);
  private static final String ECDSA_SHA256 = "1.2.840.10045.4.3.2";
  private static final String COMMON_NAME = "2.5.4.3";
  private static final String SUBJECT_KEY = "2.5.29.14";
  private static final String KEY_USAGE = "2.5.29.15";
  private static final String ALTERNATIVE_NAMES = "2.5.29.17";
  private static final String BASIC_CONSTRAINTS = "2.5.29.19";
  private static final String AUTHORITY_KEY = "2.5.29.35";
  private static final String EXTENDED_USAGE = "2.5.29.37";
  private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
  private static final int DNS_NAME = 0x82;
  private static final int IP_ADDRESS = 0x87;
  private static final int KEY_ID_BYTES = 20;
  private static final int SERIAL_BITS = 120;

  /// Makes one anew. No two have the same name.
  public static Authority generate(String name, Duration life, Instant now) {
    try {
      KeyPair pair = pair();
      byte[] subject = name(name + " " + Long.toHexString(new SecureRandom().nextLong()));
      byte[] extensions =
          Der.sequence(
              critical(BASIC_CONSTRAINTS, Der.sequence(Der.isTrue())),
              critical(KEY_USAGE, Der.flags(0x06, 1)),
              extension(SUBJECT_KEY, Der.octets(keyId(pair.getPublic()))));
      String certificate =
          sign(pair.getPrivate(), pair.getPublic(), subject, subject, now, life, extensions);
      return new Authority(certificate, pem(pair.getPrivate()));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("this Java has no elliptic curves", missing);
    }
  }

  /// Makes a server's certificate.
  ///
  /// @param names hosts and addresses under which it is found
  /// @throws CertificateException when this authority cannot be read
  public CertificateKey certify(String commonName, List<String> names, Duration life, Instant now)
      throws CertificateException {
    try {
      X509Certificate issuer = read(certificate);
      KeyPair pair = pair();
      byte[] extensions =
          Der.sequence(
              critical(KEY_USAGE, Der.flags(0x80, 7)),
              extension(EXTENDED_USAGE, Der.sequence(Der.objectId(SERVER_AUTH))),
              extension(ALTERNATIVE_NAMES, alternatives(names)),
              extension(SUBJECT_KEY, Der.octets(keyId(pair.getPublic()))),
              extension(
                  AUTHORITY_KEY, Der.sequence(Der.tagged(0x80, keyId(issuer.getPublicKey())))));
      String chain =
          sign(
              privateKey(),
              pair.getPublic(),
              name(commonName),
              issuer.getSubjectX500Principal().getEncoded(),
              now,
              life,
              extensions);
      return new CertificateKey(chain, pem(pair.getPrivate()));
    } catch (CertificateException e) {
      throw e;
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new CertificateException("the authority's key cannot be used", e);
    }
  }

  /// Until when the first certificate of a PEM text holds.
  ///
  /// @throws CertificateException when there is none that can be read
  public static Instant end(String pem) throws CertificateException {
    return read(pem).getNotAfter().toInstant();
  }

  private static X509Certificate read(String pem) throws CertificateException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(pem.getBytes(UTF_8)));
  }

  private PrivateKey privateKey() throws GeneralSecurityException {
    String base64 = key.reveal().replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
    return KeyFactory.getInstance("EC")
        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
  }

  private static KeyPair pair() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private static String sign(
      PrivateKey signer,
      PublicKey subject,
      byte[] subjectName,
      byte[] issuerName,
      Instant now,
      Duration life,
      byte[] extensions)
      throws GeneralSecurityException {
    byte[] algorithm = Der.sequence(Der.objectId(ECDSA_SHA256));
    byte[] signed =
        Der.sequence(
            Der.tagged(0xa0, Der.integer(BigInteger.TWO)),
            Der.integer(new BigInteger(SERIAL_BITS, new SecureRandom()).setBit(SERIAL_BITS)),
            algorithm,
            issuerName,
            Der.sequence(Der.time(now.minus(CLOCKS_APART)), Der.time(now.plus(life))),
            subjectName,
            subject.getEncoded(),
            Der.tagged(0xa3, extensions));
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(signer);
    signature.update(signed);
    return text("CERTIFICATE", Der.sequence(signed, algorithm, Der.bits(signature.sign())));
  }

  private static byte[] alternatives(List<String> names) {
    byte[][] parts = new byte[names.size()][];
    for (int i = 0; i < parts.length; i++) {
      String name = names.get(i);
      parts[i] =
          isAddress(name)
              ? Der.tagged(IP_ADDRESS, InetAddress.ofLiteral(name).getAddress())
              : Der.tagged(DNS_NAME, name.getBytes(US_ASCII));
    }
    return Der.sequence(parts);
  }

  private static boolean isAddress(String name) {
    return name.indexOf(':') >= 0 || name.matches("[0-9]+\\.[0-9]+\\.[0-9]+\\.[0-9]+");
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

  private static byte[] keyId(PublicKey key) throws GeneralSecurityException {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
    return Arrays.copyOf(digest, KEY_ID_BYTES);
  }

  private static Secret pem(PrivateKey key) {
    return Secret.of(text("PRIVATE KEY", key.getEncoded()));
  }

  private static String text(String label, byte[] der) {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
  }
}
