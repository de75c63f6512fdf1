package dev.agentgateway.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.agentgateway.http.CertificateKey;
import dev.agentgateway.http.Secret;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// Authorities and certificates made for a test.
final class Certificates {

  private static final char[] PASSWORD = "test".toCharArray();

  final X509Bundle authority;

  Certificates() throws Exception {
    authority =
        new CertificateBuilder()
            .ecp256()
            .subject("CN=authority")
            .setIsCertificateAuthority(true)
            .buildSelfSigned();
  }

  String authorityPem() {
    return authority.getCertificatePEM();
  }

  X509Bundle issue(String name) throws Exception {
    return new CertificateBuilder()
        .ecp256()
        .subject("CN=" + name)
        .addExtensionOctetString("2.5.29.17", false, alternativeName(name))
        .buildIssuedBy(authority);
  }

  /// `SEQUENCE { [2] name }`, by hand, for the builder takes no wildcards.
  private static byte[] alternativeName(String name) {
    byte[] ascii = name.getBytes(US_ASCII);
    byte[] der = new byte[ascii.length + 4];
    der[0] = 0x30;
    der[1] = (byte) (ascii.length + 2);
    der[2] = (byte) 0x82;
    der[3] = (byte) ascii.length;
    System.arraycopy(ascii, 0, der, 4, ascii.length);
    return der;
  }

  CertificateKey certificate(String name) throws Exception {
    return of(issue(name));
  }

  static CertificateKey of(X509Bundle bundle) {
    return new CertificateKey(bundle.getCertificatePathPEM(), Secret.of(bundle.getPrivateKeyPEM()));
  }

  static Secret pem(String kind, byte[] der) {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return Secret.of("-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, base64, kind));
  }

  /// The JDK's TLS, as a peer that is not ours: trusts the authority, shows a certificate.
  SSLContext jdk(@Nullable X509Bundle own) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("authority", authority.getCertificate());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(own == null ? null : own.toKeyStore(PASSWORD), own == null ? null : PASSWORD);
    TrustManager[] managers = trust.getTrustManagers();
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), managers, new SecureRandom());
    return context;
  }
}
