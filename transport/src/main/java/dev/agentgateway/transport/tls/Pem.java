package dev.agentgateway.transport.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.agentgateway.http.Secret;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads certificates and private keys from PEM: PKCS#8, PKCS#1 (RSA) and SEC1 (EC).
public final class Pem {

  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");

  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");

  private Pem() {}

  public static X509Certificate[] certificates(String pem) throws CertificateException {
    List<X509Certificate> found = new ArrayList<>();
    Matcher block = BLOCK.matcher(pem);
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    while (block.find()) {
      if (block.group(1).equals("CERTIFICATE") || block.group(1).equals("TRUSTED CERTIFICATE")) {
        Certificate read =
            factory.generateCertificate(new ByteArrayInputStream(bytes(block.group(2))));
        found.add((X509Certificate) read);
      }
    }
    if (found.isEmpty()) {
      throw new CertificateException("no certificate in the PEM");
    }
    return found.toArray(X509Certificate[]::new);
  }

  public static PrivateKey key(Secret pem) throws GeneralSecurityException {
    Matcher block = BLOCK.matcher(pem.reveal());
    while (block.find()) {
      byte[] der = bytes(block.group(2));
      switch (block.group(1)) {
        case "PRIVATE KEY" -> {
          return pkcs8(der);
        }
        case "RSA PRIVATE KEY" -> {
          return pkcs8(Der.rsaToPkcs8(der));
        }
        case "EC PRIVATE KEY" -> {
          return pkcs8(Der.ecToPkcs8(der));
        }
        case "ENCRYPTED PRIVATE KEY" ->
            throw new InvalidKeySpecException("the private key is encrypted");
        default -> {} // Parameters and certificates may stand beside the key.
      }
    }
    throw new InvalidKeySpecException("no private key in the PEM");
  }

  private static PrivateKey pkcs8(byte[] der) throws GeneralSecurityException {
    InvalidKeySpecException last =
        new InvalidKeySpecException("a private key that is neither RSA, EC nor EdDSA");
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
      } catch (InvalidKeySpecException another) {
        last.addSuppressed(another);
      }
    }
    throw last;
  }

  private static byte[] bytes(String base64) throws CertificateException {
    try {
      return Base64.getMimeDecoder().decode(base64.getBytes(US_ASCII));
    } catch (IllegalArgumentException malformed) {
      throw new CertificateException("PEM that is no base64", malformed);
    }
  }
}
