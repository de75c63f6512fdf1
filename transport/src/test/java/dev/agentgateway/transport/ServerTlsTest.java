package dev.agentgateway.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentgateway.http.CertificateKey;
import dev.agentgateway.http.Response;
import dev.agentgateway.http.Secret;
import dev.agentgateway.http.Server;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// TLS towards clients.
@Timeout(30)
class ServerTlsTest {

  private static Transport transport;
  private static Certificates certificates;

  @BeforeAll
  static void open() throws Exception {
    transport = Transport.open(TransportOptions.DEFAULT.withThreads(1));
    certificates = new Certificates();
  }

  @AfterAll
  static void close() {
    transport.close();
  }

  private static Server.Port serve(Server.Named... named) throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return transport
        .server()
        .bind(
            any,
            (request, responder) ->
                responder.respond(
                    Response.text(
                        200,
                        request.scheme()
                            + " "
                            + request.connection().isTls()
                            + " "
                            + request.connection().serverName()
                            + "."),
                    Handlers.IGNORED),
            new Server.ServerTls(List.of(named)));
  }

  private static RawClient connect(Server.Port port, String name) throws Exception {
    SSLSocket socket =
        (SSLSocket)
            certificates
                .jdk(null)
                .getSocketFactory()
                .createSocket(port.address().getAddress(), port.address().getPort());
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setServerNames(name == null ? List.of() : List.of(new SNIHostName(name)));
    parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return new RawClient(socket);
  }

  private static String shown(RawClient client) throws Exception {
    X509Certificate leaf =
        (X509Certificate) ((SSLSocket) client.socket).getSession().getPeerCertificates()[0];
    return leaf.getSubjectX500Principal().getName();
  }

  private static Server.Named named(String name, String certificate) throws Exception {
    return new Server.Named(name, certificates.certificate(certificate));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a.test        | CN=exact
          A.TEST        | CN=exact
          b.w.test      | CN=wildcard
          c.b.w.test    | CN=wildcard
          x.deep.w.test | CN=deeper
          w.test        | CN=any
          other         | CN=any
                        | CN=any
          """)
  void theNameChoosesTheCertificate(String name, String expected) throws Exception {
    Server.Port port =
        serve(
            named("*", "any"),
            named("*.w.test", "wildcard"),
            named("*.deep.w.test", "deeper"),
            named("a.test", "exact"));
    try (RawClient client = connect(port, name)) {
      assertThat(shown(client)).isEqualTo(expected);
      assertThat(((SSLSocket) client.socket).getApplicationProtocol()).isEqualTo("http/1.1");
    }
  }

  @Test
  void theHandlerLearnsOfTls() throws Exception {
    Server.Port port = serve(named("*", "any"));
    try (RawClient client = connect(port, "localhost")) {
      client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(client.readUntil("localhost.")).endsWith("\r\n\r\nhttps true localhost.");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"b.test", "test", "x.a.test"})
  void aNameWithoutCertificateIsRefused(String name) throws Exception {
    Server.Port port = serve(named("a.test", "exact"));
    assertThatThrownBy(() -> connect(port, name)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> connect(port, null)).isInstanceOf(IOException.class);
  }

  @Test
  void renewedCertificatesServeLaterConnections() throws Exception {
    Server.Port port = serve(named("*", "old"));
    try (RawClient before = connect(port, "a.test")) {
      port.renew(new Server.ServerTls(List.of(named("*", "new"))));
      try (RawClient after = connect(port, "a.test")) {
        assertThat(shown(before)).isEqualTo("CN=old");
        assertThat(shown(after)).isEqualTo("CN=new");
      }
      before.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      before.readUntil("a.test.");
    }
    assertThatThrownBy(() -> port.renew(null)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void plainBytesOnATlsPortAreClosed() throws Exception {
    Server.Port port = serve(named("*", "any"));
    try (RawClient client = new RawClient(port.address())) {
      client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      client.readAll();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PKCS#8 RSA", "PKCS#1 RSA", "PKCS#8 EC", "SEC1 EC"})
  void keysAreReadInEachOfTheirForms(String form) throws Exception {
    CertificateBuilder builder = new CertificateBuilder().subject("CN=keyed").addSanDnsName("k");
    X509Bundle bundle =
        (form.endsWith("RSA") ? builder.rsa2048() : builder.ecp256())
            .buildIssuedBy(certificates.authority);
    byte[] pkcs8 = bundle.getKeyPair().getPrivate().getEncoded();
    Secret key =
        switch (form) {
          // Past the outer sequence, the version, the algorithm and the octet string's head.
          case "PKCS#1 RSA" ->
              Certificates.pem("RSA PRIVATE KEY", Arrays.copyOfRange(pkcs8, 26, pkcs8.length));
          case "SEC1 EC" ->
              Certificates.pem(
                  "EC PRIVATE KEY", sec1((ECPrivateKey) bundle.getKeyPair().getPrivate()));
          default -> Certificates.pem("PRIVATE KEY", pkcs8);
        };
    Server.Port port =
        serve(new Server.Named("*", new CertificateKey(bundle.getCertificatePathPEM(), key)));
    try (RawClient client = connect(port, "k.test")) {
      assertThat(shown(client)).isEqualTo("CN=keyed");
    }
  }

  private static byte[] sec1(ECPrivateKey key) {
    byte[] number = new byte[32];
    BigInteger s = key.getS();
    byte[] bytes = s.toByteArray();
    int length = Math.min(bytes.length, 32);
    System.arraycopy(bytes, bytes.length - length, number, 32 - length, length);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {0x30, 0x31, 0x02, 0x01, 0x01, 0x04, 0x20});
    out.writeBytes(number);
    out.writeBytes(new byte[] {(byte) 0xa0, 0x0a, 0x06, 0x08, 0x2a, (byte) 0x86, 0x48});
    out.writeBytes(new byte[] {(byte) 0xce, 0x3d, 0x03, 0x01, 0x07});
    return out.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
        "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----",
        "-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----",
        "-----BEGIN EC PRIVATE KEY-----\nMAMCAQE=\n-----END EC PRIVATE KEY-----",
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----\n=A=A\n-----END PRIVATE KEY-----"
      })
  void aKeyThatCannotBeUsedIsRefusedWithoutShowingIt(String key) throws Exception {
    CertificateKey certificate =
        new CertificateKey(certificates.certificate("a").chain(), Secret.of(key));
    assertThatThrownBy(() -> serve(new Server.Named("a.test", certificate)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("certificate of a.test: ");
  }

  @Test
  void aChainThatCannotBeReadIsRefused() throws Exception {
    CertificateKey certificate = new CertificateKey("no PEM", certificates.certificate("a").key());
    assertThatThrownBy(() -> serve(new Server.Named("a.test", certificate)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no certificate in the PEM");
  }

  @Test
  void aKeyOfAnotherCertificateIsRefused() throws Exception {
    CertificateKey certificate =
        new CertificateKey(
            certificates.certificate("a").chain(), certificates.certificate("b").key());
    assertThatThrownBy(() -> serve(new Server.Named("a.test", certificate)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
