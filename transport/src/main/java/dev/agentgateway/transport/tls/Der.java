package dev.agentgateway.transport.tls;

import java.io.ByteArrayOutputStream;
import java.security.spec.InvalidKeySpecException;
import java.util.Arrays;

/// Wraps the two older forms of private keys into PKCS#8, which the JDK reads.
///
/// ```
/// PKCS#8 = SEQUENCE { INTEGER 0, SEQUENCE { OID, parameters }, OCTET STRING { the older form } }
/// ```
final class Der {

  private static final int INTEGER = 0x02;
  private static final int OCTETS = 0x04;
  private static final int OID = 0x06;
  private static final int SEQUENCE = 0x30;
  private static final int PARAMETERS = 0xa0; // [0] of SEC1: the curve

  /// rsaEncryption, with its parameters, NULL.
  private static final byte[] RSA = {
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

  /// id-ecPublicKey.
  private static final byte[] EC = {
    0x06, 0x07, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x02, 0x01
  };

  private static final byte[] ZERO = {INTEGER, 0x01, 0x00};

  private Der() {}

  static byte[] rsaToPkcs8(byte[] pkcs1) {
    return wrap(element(SEQUENCE, RSA), pkcs1);
  }

  static byte[] ecToPkcs8(byte[] sec1) throws InvalidKeySpecException {
    return wrap(element(SEQUENCE, join(EC, curve(sec1))), sec1);
  }

  private static byte[] wrap(byte[] algorithm, byte[] key) {
    return element(SEQUENCE, join(ZERO, algorithm, element(OCTETS, key)));
  }

  /// The curve's OID out of `SEQUENCE { INTEGER 1, OCTET STRING, [0] { OID }, [1] … }`.
  private static byte[] curve(byte[] sec1) throws InvalidKeySpecException {
    try {
      int at = valueAt(sec1, 0);
      while (at < sec1.length) {
        int value = valueAt(sec1, at);
        int end = value + lengthOf(sec1, at);
        if ((sec1[at] & 0xff) == PARAMETERS && sec1[value] == OID) {
          return Arrays.copyOfRange(sec1, value, end);
        }
        at = end;
      }
    } catch (ArrayIndexOutOfBoundsException cut) {
      throw new InvalidKeySpecException("an EC key that is cut", cut);
    }
    throw new InvalidKeySpecException("an EC key without the name of its curve");
  }

  private static int valueAt(byte[] der, int at) {
    int first = der[at + 1] & 0xff;
    return at + 2 + (first < 0x80 ? 0 : first - 0x80);
  }

  private static int lengthOf(byte[] der, int at) {
    int first = der[at + 1] & 0xff;
    if (first < 0x80) {
      return first;
    }
    int length = 0;
    for (int i = 0; i < first - 0x80 && i < 4; i++) {
      length = (length << 8) | (der[at + 2 + i] & 0xff);
    }
    return Math.max(length, 0);
  }

  private static byte[] element(int tag, byte[] value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(value.length + 6);
    out.write(tag);
    if (value.length < 0x80) {
      out.write(value.length);
    } else if (value.length < 0x100) {
      out.write(0x81);
      out.write(value.length);
    } else {
      out.write(0x82);
      out.write(value.length >> 8);
      out.write(value.length);
    }
    out.writeBytes(value);
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
