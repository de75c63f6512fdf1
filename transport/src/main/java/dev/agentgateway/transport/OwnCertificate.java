package dev.agentgateway.transport;

import dev.agentgateway.http.CertificateKey;
import dev.agentgateway.http.Secret;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.InetAddress;

/// A certificate for this machine, made for one run of the program.
///
/// @param authorityPem what clients must trust
public record OwnCertificate(CertificateKey certificate, String authorityPem) {

  /// For `localhost`, 127.0.0.1 and one more address.
  public static OwnCertificate forLoopback(InetAddress more) throws IOException {
    try {
      X509Bundle authority =
          new CertificateBuilder()
              .ecp256()
              .subject("CN=agentgateway fake authority")
              .setIsCertificateAuthority(true)
              .setKeyUsage(
                  true,
                  CertificateBuilder.KeyUsage.keyCertSign,
                  CertificateBuilder.KeyUsage.cRLSign)
              .buildSelfSigned();
      X509Bundle leaf =
          new CertificateBuilder()
              .ecp256()
              .subject("CN=localhost")
              .addSanDnsName("localhost")
              .addSanIpAddress("127.0.0.1")
              .addSanIpAddress(more.getHostAddress())
              .addExtendedKeyUsageServerAuth()
              .buildIssuedBy(authority);
      return new OwnCertificate(
          new CertificateKey(leaf.getCertificatePathPEM(), Secret.of(leaf.getPrivateKeyPEM())),
          authority.getCertificatePEM());
    } catch (Exception e) {
      throw new IOException("a certificate cannot be made", e);
    }
  }
}
