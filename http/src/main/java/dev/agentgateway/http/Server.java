package dev.agentgateway.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Listens on ports. Ports come and go while others keep serving.
public interface Server {

  /// Binds a port and serves it by the handler. Says where it listens, which matters for port 0.
  Port bind(InetSocketAddress address, Handler handler, @Nullable ServerTls tls) throws IOException;

  /// Goes on as before, but each answer from now on says that its connection ends with it, so that
  /// clients leave by themselves and lose nothing when [#drain] comes.
  void retire();

  /// Stops accepting, lets running requests finish for at most this long, then closes all.
  void drain(Duration deadline);

  /// A bound port.
  interface Port {

    InetSocketAddress address();

    /// Replaces certificates for connections to come.
    void renew(@Nullable ServerTls tls);

    /// Listens no longer, so that the address can be bound anew; connections that are open go on
    /// until they are idle.
    void stopAccepting();

    /// Stops accepting here and drains its connections for at most this long.
    void close(Duration deadline);
  }

  /// Certificates by the name that the client asks for.
  record ServerTls(List<Named> certificates) {

    public ServerTls {
      certificates = List.copyOf(certificates);
    }
  }

  /// @param name exact, `*.suffix`, or `*` for any name and for none
  record Named(String name, CertificateKey certificate) {}
}
