package dev.agentgateway.transport.tls;

import dev.agentgateway.http.Endpoint;
import dev.agentgateway.http.UpstreamTls;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// TLS contexts for upstreams, made once for each value of [UpstreamTls].
public final class UpstreamContexts {

  private static final int CONTEXTS_MAX = 256;

  private final String extraAuthorities;
  private final Map<UpstreamTls, CompletableFuture<SslContext>> contexts =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(
            Map.Entry<UpstreamTls, CompletableFuture<SslContext>> eldest) {
          return size() > CONTEXTS_MAX;
        }
      };

  private @Nullable X509ExtendedTrustManager system;

  /// @param extraAuthorities PEM certificates that are trusted beside the system's; may be empty
  /// @throws IllegalArgumentException when they cannot be read
  public UpstreamContexts(String extraAuthorities) {
    this.extraAuthorities = extraAuthorities;
    try {
      if (!extraAuthorities.isBlank()) {
        Pem.certificates(extraAuthorities);
      }
    } catch (CertificateException unusable) {
      throw new IllegalArgumentException("authorities: " + unusable.getMessage(), unusable);
    }
  }

  /// The context for an endpoint that speaks TLS. Making one takes a moment, off the event loop;
  /// fails with [IllegalArgumentException] when a certificate or key cannot be used.
  public CompletableFuture<SslContext> context(Endpoint endpoint) {
    UpstreamTls tls = Objects.requireNonNull(endpoint.tls());
    synchronized (contexts) {
      return contexts.computeIfAbsent(
          tls,
          wanted ->
              CompletableFuture.supplyAsync(
                  () -> made(wanted), task -> Thread.ofVirtual().start(task)));
    }
  }

  /// A handler for a new connection.
  public static SslHandler handler(SslContext context, Endpoint endpoint) {
    UpstreamTls tls = Objects.requireNonNull(endpoint.tls());
    String name = tls.serverName() == null ? endpoint.host() : tls.serverName();
    SslHandler handler = context.newHandler(ByteBufAllocator.DEFAULT, name, endpoint.port());
    handler.setHandshakeTimeoutMillis(0); // The time to connect covers it.
    SSLEngine engine = handler.engine();
    SSLParameters parameters = engine.getSSLParameters();
    boolean isChecked = tls.verify() == UpstreamTls.Verify.FULL && tls.alternativeNames().isEmpty();
    parameters.setEndpointIdentificationAlgorithm(isChecked ? "HTTPS" : "");
    if (!NetUtil.isValidIpV4Address(name) && !NetUtil.isValidIpV6Address(name)) {
      parameters.setServerNames(List.of(new SNIHostName(name)));
    }
    engine.setSSLParameters(parameters);
    return handler;
  }

  private SslContext made(UpstreamTls tls) {
    try {
      SslContextBuilder builder = SslContextBuilder.forClient().trustManager(trust(tls));
      if (tls.certificate() != null) {
        Identity identity = Identity.of(tls.certificate());
        builder.keyManager(identity.key(), identity.path());
      }
      return TlsProvider.applyTo(builder).build();
    } catch (GeneralSecurityException | IOException unusable) {
      throw new IllegalArgumentException(
          "a certificate or key cannot be used: " + unusable.getMessage(), unusable);
    }
  }

  private X509ExtendedTrustManager trust(UpstreamTls tls)
      throws GeneralSecurityException, IOException {
    if (tls.verify() == UpstreamTls.Verify.NONE) {
      return new Trust.Anyone();
    }
    X509ExtendedTrustManager chains =
        tls.authorities().isEmpty() ? system() : Trust.in(String.join("\n", tls.authorities()));
    return tls.verify() == UpstreamTls.Verify.FULL && !tls.alternativeNames().isEmpty()
        ? new Trust.Named(chains, tls.alternativeNames())
        : chains;
  }

  private synchronized X509ExtendedTrustManager system()
      throws GeneralSecurityException, IOException {
    if (system == null) {
      system = extraAuthorities.isBlank() ? Trust.system() : Trust.systemAnd(extraAuthorities);
    }
    return system;
  }
}
