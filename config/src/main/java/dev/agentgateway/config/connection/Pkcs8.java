package dev.agentgateway.config.connection;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.Arrays;

/// Puts the older forms of private keys into the one that Java reads.
///
/// ```
/// PrivateKeyInfo ::= SEQUENCE { version 0, AlgorithmIdentifier, OCTET STRING key }   (RFC 5208)
/// ```
final class Pkcs8 {

  private static final int SEQUENCE = 0x30;
  private static final int OCTETS = 0x04;

  private static final byte[] VERSION = {0x02, 0x01, 0x00};

  /// rsaEncryption with its NULL parameters.
  private static final byte[] RSA = {
    0x30,
    0x0d,
    0x06,
    0x09,
    0x2a,
    (byte) 0x86,
    0x48,
    (byte) 0x86,
    (byte) 0xf7,
    0x0d,
    0x01,
    0x01,
    0x01,
    0x05,
    0x00
  };

  private Pkcs8() {}

  /// @param form `RSA` (PKCS#1), `EC` (SEC 1), or empty for PKCS#8
  /// @param certified the key of the certificate: its curve is that of the private key
  static byte[] of(String form, byte[] key, PublicKey certified) throws GeneralSecurityException {
    return switch (form) {
      case "" -> key;
      case "RSA" -> wrap(RSA, key);
      default -> wrap(algorithm(certified.getEncoded()), key);
    };
  }

  private static byte[] wrap(byte[] algorithm, byte[] key) {
    return tagged(SEQUENCE, join(VERSION, algorithm, tagged(OCTETS, key)));
  }

  /// The AlgorithmIdentifier of a public key: the first element of its outer sequence.
  private static byte[] algorithm(byte[] spki) throws GeneralSecurityException {
    int start = contentStart(spki, 0);
    if (spki[0] != SEQUENCE || spki[start] != SEQUENCE) {
      throw new GeneralSecurityException("public key: not a SubjectPublicKeyInfo");
    }
    int length = spki[start + 1] & 0xff;
    return Arrays.copyOfRange(spki, start, start + 2 + length);
  }

  private static int contentStart(byte[] der, int at) {
    int first = der[at + 1] & 0xff;
    return at + 2 + (first < 0x80 ? 0 : first & 0x7f);
  }

  private static byte[] tagged(int tag, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    if (content.length < 0x80) {
      out.write(content.length);
    } else {
      int bytes = content.length > 0xffff ? 3 : content.length > 0xff ? 2 : 1;
      out.write(0x80 | bytes);
      for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8) {
        out.write(content.length >> shift);
      }
    }
    out.writeBytes(content);
    return out.toByteArray();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
