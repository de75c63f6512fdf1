package dev.agentgateway.transport.tls;

import dev.agentgateway.http.CertificateKey;
import dev.agentgateway.http.Server;
import io.netty.handler.ssl.SniHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.AsyncMapping;
import io.netty.util.concurrent.Promise;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// The certificates of one port, chosen by the name that the client asks for: the exact one, else
/// the longest wildcard, else `*`, else none, and the handshake fails.
public final class ServerCertificates {

  private static final String ANY = "*";

  private final Map<String, SslContext> contexts;

  private ServerCertificates(Map<String, SslContext> contexts) {
    this.contexts = Map.copyOf(contexts);
  }

  /// @throws IllegalArgumentException when a certificate or key cannot be used
  public static ServerCertificates of(Server.ServerTls tls) {
    Map<CertificateKey, SslContext> known = new HashMap<>();
    Map<String, SslContext> contexts = new HashMap<>();
    for (Server.Named named : tls.certificates()) {
      String name = named.name().toLowerCase(Locale.ROOT);
      SslContext context = known.computeIfAbsent(named.certificate(), key -> context(name, key));
      contexts.putIfAbsent(name, context);
    }
    return new ServerCertificates(contexts);
  }

  private static SslContext context(String name, CertificateKey certificate) {
    try {
      Identity identity = Identity.of(certificate);
      SslContextBuilder builder = SslContextBuilder.forServer(identity.key(), identity.path());
      return TlsProvider.applyTo(builder).build();
    } catch (GeneralSecurityException | SSLException | IllegalArgumentException unusable) {
      throw new IllegalArgumentException(
          "certificate of %s: %s".formatted(name, unusable.getMessage()), unusable);
    }
  }

  /// A handler that reads the name, then takes over as the TLS handler for it.
  public SniHandler handler(Duration handshakeTimeout) {
    AsyncMapping<String, SslContext> mapping = this::map;
    return new SniHandler(mapping, 16 * 1024, handshakeTimeout.toMillis());
  }

  private io.netty.util.concurrent.Future<SslContext> map(
      @Nullable String name, Promise<SslContext> promise) {
    SslContext context = find(name);
    return context == null
        ? promise.setFailure(new SSLException("no certificate for " + name))
        : promise.setSuccess(context);
  }

  private @Nullable SslContext find(@Nullable String name) {
    if (name != null) {
      String lower = name.toLowerCase(Locale.ROOT);
      SslContext exact = contexts.get(lower);
      if (exact != null) {
        return exact;
      }
      for (int dot = lower.indexOf('.'); dot >= 0; dot = lower.indexOf('.', dot + 1)) {
        SslContext wildcard = contexts.get(ANY + lower.substring(dot));
        if (wildcard != null) {
          return wildcard;
        }
      }
    }
    return contexts.get(ANY);
  }
}
