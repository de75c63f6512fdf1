package dev.agentgateway.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.agentgateway.http.CertificateKey;
import dev.agentgateway.http.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;

/// A self-signed certificate for this machine, made for one run of the program. The JDK reads
/// certificates and writes none, so this one is put together by hand.
///
/// ```
/// Certificate = SEQUENCE { tbs, algorithm, BIT STRING signature }
/// tbs         = SEQUENCE { [0] version, serial, algorithm, issuer, validity, subject, key,
///                          [3] SEQUENCE { basicConstraints, subjectAltName } }
/// ```
public final class OwnCertificate {

  private static final Duration VALID = Duration.ofDays(365);

  /// A clock that is a little behind still takes it.
  private static final Duration EARLY = Duration.ofHours(1);

  private static final int BOOLEAN = 0x01;
  private static final int INTEGER = 0x02;
  private static final int BITS = 0x03;
  private static final int OCTETS = 0x04;
  private static final int OID = 0x06;
  private static final int UTF8 = 0x0c;
  private static final int TIME = 0x17;
  private static final int SEQUENCE = 0x30;
  private static final int SET = 0x31;
  private static final int DNS_NAME = 0x82;
  private static final int IP_ADDRESS = 0x87;
  private static final int VERSION = 0xa0;
  private static final int EXTENSIONS = 0xa3;

  private static final byte[] TRUE = {(byte) 0xff};

  /// ecdsa-with-SHA256, 1.2.840.10045.4.3.2.
  private static final byte[] ECDSA = {
    0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x04, 0x03, 0x02
  };

  private static final byte[] COMMON_NAME = {0x55, 0x04, 0x03};
  private static final byte[] BASIC_CONSTRAINTS = {0x55, 0x1d, 0x13};
  private static final byte[] ALTERNATIVE_NAMES = {0x55, 0x1d, 0x11};

  private OwnCertificate() {}

  /// For `localhost`, 127.0.0.1 and one more address.
  public static CertificateKey forLoopback(InetAddress more) throws IOException {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = generator.generateKeyPair();
      byte[] tbs = tbs(pair, more);
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(pair.getPrivate());
      signature.update(tbs);
      byte[] signed = der(BITS, new byte[1], signature.sign());
      byte[] whole = der(SEQUENCE, tbs, der(SEQUENCE, der(OID, ECDSA)), signed);
      return new CertificateKey(
          pem("CERTIFICATE", whole), Secret.of(pem("PRIVATE KEY", pair.getPrivate().getEncoded())));
    } catch (GeneralSecurityException e) {
      throw new IOException("a certificate cannot be made", e);
    }
  }

  private static byte[] tbs(KeyPair pair, InetAddress more) {
    byte[] name =
        der(
            SEQUENCE,
            der(SET, der(SEQUENCE, der(OID, COMMON_NAME), der(UTF8, ascii("localhost")))));
    byte[] constraints = der(SEQUENCE, der(BOOLEAN, TRUE));
    byte[] names =
        der(
            SEQUENCE,
            der(DNS_NAME, ascii("localhost")),
            der(IP_ADDRESS, new byte[] {127, 0, 0, 1}),
            der(IP_ADDRESS, more.getAddress()));
    Instant now = Instant.now();
    return der(
        SEQUENCE,
        der(VERSION, der(INTEGER, new byte[] {2})),
        der(INTEGER, new BigInteger(63, new SecureRandom()).add(BigInteger.ONE).toByteArray()),
        der(SEQUENCE, der(OID, ECDSA)),
        name,
        der(SEQUENCE, time(now.minus(EARLY)), time(now.plus(VALID))),
        name,
        pair.getPublic().getEncoded(),
        der(
            EXTENSIONS,
            der(
                SEQUENCE,
                der(
                    SEQUENCE,
                    der(OID, BASIC_CONSTRAINTS),
                    der(BOOLEAN, TRUE),
                    der(OCTETS, constraints)),
                der(SEQUENCE, der(OID, ALTERNATIVE_NAMES), der(OCTETS, names)))));
  }

  private static byte[] time(Instant at) {
    return der(
        TIME,
        ascii(DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC).format(at)));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }

  /// A value with its tag and length, of parts that follow each other.
  private static byte[] der(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.write(tag);
    int size = content.size();
    if (size >= 0x100) {
      whole.write(0x82);
      whole.write(size >> 8);
    } else if (size >= 0x80) {
      whole.write(0x81);
    }
    whole.write(size);
    whole.writeBytes(content.toByteArray());
    return whole.toByteArray();
  }

  private static String pem(String what, byte[] der) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, body, what);
  }
}
