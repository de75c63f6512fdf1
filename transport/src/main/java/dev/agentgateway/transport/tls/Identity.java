package dev.agentgateway.transport.tls;

import dev.agentgateway.http.CertificateKey;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;

/// A certificate with its chain, and the private key that belongs to it.
record Identity(PrivateKey key, List<X509Certificate> chain) {

  private static final byte[] PROBE = {'p', 'r', 'o', 'b', 'e'};

  Identity {
    chain = List.copyOf(chain);
  }

  /// Reads both and proves that they belong together, which a handshake would find out too late.
  static Identity of(CertificateKey pem) throws GeneralSecurityException {
    Identity identity = new Identity(Pem.key(pem.key()), List.of(Pem.certificates(pem.chain())));
    if (!identity.isPair()) {
      throw new InvalidKeyException("the private key belongs to another certificate");
    }
    return identity;
  }

  private boolean isPair() throws GeneralSecurityException {
    if (!key.getAlgorithm().equals(chain.getFirst().getPublicKey().getAlgorithm())) {
      return false;
    }
    Signature signature =
        Signature.getInstance(
            switch (key.getAlgorithm()) {
              case "RSA" -> "SHA256withRSA";
              case "EC" -> "SHA256withECDSA";
              default -> "EdDSA";
            });
    signature.initSign(key);
    signature.update(PROBE);
    byte[] signed = signature.sign();
    signature.initVerify(chain.getFirst().getPublicKey());
    signature.update(PROBE);
    return signature.verify(signed);
  }

  X509Certificate[] path() {
    return chain.toArray(X509Certificate[]::new);
  }
}
