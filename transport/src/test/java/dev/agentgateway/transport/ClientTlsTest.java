package dev.agentgateway.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentgateway.http.Body;
import dev.agentgateway.http.Endpoint;
import dev.agentgateway.http.Failure;
import dev.agentgateway.http.Timeouts;
import dev.agentgateway.http.UpstreamTls;
import dev.agentgateway.http.UpstreamTls.Verify;
import io.netty.pkitesting.X509Bundle;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// TLS towards upstreams.
@Timeout(30)
class ClientTlsTest {

  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private static Certificates certificates;
  private static Certificates strangers;

  @BeforeAll
  static void make() throws Exception {
    certificates = new Certificates();
    strangers = new Certificates();
  }

  private static ServerSocket tls(X509Bundle shown) throws Exception {
    return certificates.jdk(shown).getServerSocketFactory().createServerSocket(0);
  }

  private static Fetch.Got get(
      RawUpstream upstream, String extraAuthorities, String host, @Nullable UpstreamTls tls)
      throws Exception {
    TransportOptions options =
        TransportOptions.DEFAULT
            .withThreads(1)
            .withExtraAuthorities(extraAuthorities)
            .withAddresses(Map.of(host + ":443", "127.0.0.1:" + upstream.port()));
    try (Transport transport = Transport.open(options)) {
      return Fetch.get(transport, new Endpoint(host, 443, tls), "/");
    }
  }

  private static void answer(RawClient peer) throws Exception {
    peer.readUntil("\r\n\r\n");
    peer.send(OK);
  }

  private static UpstreamTls verifying(Verify verify, List<String> authorities) {
    return new UpstreamTls(null, verify, authorities, null, List.of());
  }

  @Test
  void extraAuthoritiesAreTrustedBesideTheSystems() throws Exception {
    X509Bundle shown = certificates.issue("api.example.com");
    CompletableFuture<String> asked = new CompletableFuture<>();
    try (RawUpstream upstream =
        new RawUpstream(
            tls(shown),
            peer -> {
              answer(peer);
              ExtendedSSLSession session =
                  (ExtendedSSLSession) ((SSLSocket) peer.socket).getSession();
              asked.complete(session.getRequestedServerNames().toString());
            })) {
      Fetch.Got got =
          get(upstream, certificates.authorityPem(), "api.example.com", UpstreamTls.SYSTEM);
      assertThat(got.body()).isEqualTo("ok");
      assertThat(asked.get(10, TimeUnit.SECONDS)).contains("api.example.com");
      // Without them it is a stranger.
      assertThat(get(upstream, "", "api.example.com", UpstreamTls.SYSTEM).failure())
          .isInstanceOf(Failure.TlsFailed.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    // verify, host asked, authority known, taken
    "FULL, a.test, true, true",
    "FULL, b.test, true, false",
    "FULL, a.test, false, false",
    "CHAIN, b.test, true, true",
    "CHAIN, a.test, false, false",
    "NONE, a.test, false, true",
    "NONE, b.test, false, true"
  })
  void certificatesAreVerifiedAsFarAsAsked(
      Verify verify, String host, boolean isKnown, boolean isTaken) throws Exception {
    List<String> authorities =
        List.of(isKnown ? certificates.authorityPem() : strangers.authorityPem());
    try (RawUpstream upstream =
        new RawUpstream(tls(certificates.issue("a.test")), ClientTlsTest::answer)) {
      Fetch.Got got = get(upstream, "", host, verifying(verify, authorities));
      if (isTaken) {
        assertThat(got.body()).isEqualTo("ok");
      } else {
        assertThat(got.failure()).isInstanceOf(Failure.TlsFailed.class);
      }
    }
  }

  @Test
  void authoritiesOfAnEndpointStandInPlaceOfTheOthers() throws Exception {
    try (RawUpstream upstream =
        new RawUpstream(tls(certificates.issue("a.test")), ClientTlsTest::answer)) {
      UpstreamTls others = verifying(Verify.FULL, List.of(strangers.authorityPem()));
      assertThat(get(upstream, certificates.authorityPem(), "a.test", others).failure())
          .isInstanceOf(Failure.TlsFailed.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "a.test, a.test, true", "a.test, A.TEST, true", "a.test, b.test, false",
    "*.w.test, x.w.test, true", "*.w.test, w.test, false", "*.w.test, x.y.w.test, false"
  })
  void alternativeNamesStandInPlaceOfTheHost(String held, String wanted, boolean isTaken)
      throws Exception {
    UpstreamTls tls =
        new UpstreamTls(
            null,
            Verify.FULL,
            List.of(certificates.authorityPem()),
            null,
            List.of("nobody.test", wanted));
    try (RawUpstream upstream =
        new RawUpstream(tls(certificates.issue(held)), ClientTlsTest::answer)) {
      Fetch.Got got = get(upstream, "", "elsewhere.test", tls);
      assertThat(got.failure() == null).isEqualTo(isTaken);
    }
  }

  @Test
  void theServerNameStandsInPlaceOfTheHost() throws Exception {
    UpstreamTls tls =
        new UpstreamTls(
            "a.test", Verify.FULL, List.of(certificates.authorityPem()), null, List.of());
    try (RawUpstream upstream =
        new RawUpstream(tls(certificates.issue("a.test")), ClientTlsTest::answer)) {
      assertThat(get(upstream, "", "elsewhere.test", tls).body()).isEqualTo("ok");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aCertificateIsShownWhereOneIsAskedFor(boolean isShown) throws Exception {
    SSLServerSocket listening = (SSLServerSocket) tls(certificates.issue("a.test"));
    listening.setNeedClientAuth(true);
    UpstreamTls tls =
        new UpstreamTls(
            null,
            Verify.FULL,
            List.of(certificates.authorityPem()),
            isShown ? certificates.certificate("client") : null,
            List.of());
    CompletableFuture<String> seen = new CompletableFuture<>();
    try (RawUpstream upstream =
        new RawUpstream(
            listening,
            peer -> {
              answer(peer);
              seen.complete(((SSLSocket) peer.socket).getSession().getPeerPrincipal().getName());
            })) {
      Fetch.Got got = get(upstream, "", "a.test", tls);
      if (isShown) {
        assertThat(got.body()).isEqualTo("ok");
        assertThat(seen.get(10, TimeUnit.SECONDS)).isEqualTo("CN=client");
      } else {
        assertThat(got.failure()).isNotNull();
      }
    }
  }

  @Test
  void aCertificateThatCannotBeUsedIsTold() throws Exception {
    UpstreamTls tls = verifying(Verify.FULL, List.of("no PEM"));
    try (RawUpstream upstream = new RawUpstream(ClientTlsTest::answer)) {
      Failure failure = get(upstream, "", "a.test", tls).failure();
      assertThat(failure).isInstanceOf(Failure.TlsFailed.class);
      assertThat(String.valueOf(failure)).contains("no certificate in the PEM");
    }
    assertThatThrownBy(
            () -> Transport.open(TransportOptions.DEFAULT.withExtraAuthorities("no PEM")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anUpstreamThatSpeaksPlainIsTold() throws Exception {
    try (RawUpstream upstream = new RawUpstream(peer -> peer.send(OK))) {
      assertThat(get(upstream, "", "a.test", UpstreamTls.SYSTEM).failure())
          .isInstanceOf(Failure.TlsFailed.class);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aBodyThatEndsWithTheConnectionNeedsTheGoodbyeOfTls(boolean isSaid) throws Exception {
    X509Bundle shown = certificates.issue("a.test");
    try (RawUpstream upstream =
        new RawUpstream(peer -> {
          SSLSocket secure =
              (SSLSocket)
                  certificates.jdk(shown).getSocketFactory().createSocket(peer.socket, null, false);
          RawClient inner = new RawClient(secure);
          inner.readUntil("\r\n\r\n");
          inner.send("HTTP/1.1 200 OK\r\n\r\nhalf");
          if (isSaid) {
            inner.close();
          }
        })) {
      UpstreamTls tls = verifying(Verify.FULL, List.of(certificates.authorityPem()));
      Fetch.Got got = get(upstream, "", "a.test", tls);
      assertThat(got.body()).isEqualTo("half");
      if (isSaid) {
        assertThat(got.failure()).isNull();
      } else {
        assertThat(got.failure()).isInstanceOf(Failure.UpstreamCut.class);
      }
    }
  }

  @Test
  void connectionsOfDifferentTrustAreNotShared() throws Exception {
    try (RawUpstream upstream =
            new RawUpstream(
                tls(certificates.issue("a.test")),
                peer -> {
                  answer(peer);
                  answer(peer);
                });
        Transport transport =
            Transport.open(
                TransportOptions.DEFAULT
                    .withThreads(1)
                    .withAddresses(Map.of("a.test:443", "127.0.0.1:" + upstream.port())))) {
      Endpoint trusting = new Endpoint("a.test", 443, verifying(Verify.NONE, List.of()));
      Endpoint same = new Endpoint("a.test", 443, verifying(Verify.NONE, List.of()));
      assertThat(Fetch.get(transport, trusting, "/").body()).isEqualTo("ok");
      assertThat(Fetch.get(transport, same, "/").body()).isEqualTo("ok");
      assertThat(upstream.connections.get()).isEqualTo(1);
      Endpoint strict = new Endpoint("a.test", 443, UpstreamTls.SYSTEM);
      assertThat(
              Fetch.send(
                      transport, transport.loop(), strict, "GET", "/", Body.NONE, Timeouts.DEFAULT)
                  .failure())
          .isInstanceOf(Failure.TlsFailed.class);
    }
  }
}
