package dev.agentgateway.transport.tls;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// Who is believed to be who they say.
final class Trust {

  private Trust() {}

  static X509ExtendedTrustManager system() throws GeneralSecurityException {
    return of(null);
  }

  static X509ExtendedTrustManager in(String pem) throws GeneralSecurityException, IOException {
    return of(store(List.of(), pem));
  }

  static X509ExtendedTrustManager systemAnd(String pem)
      throws GeneralSecurityException, IOException {
    return of(store(List.of(system().getAcceptedIssuers()), pem));
  }

  private static KeyStore store(Collection<X509Certificate> known, String pem)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    int i = 0;
    for (X509Certificate certificate : known) {
      store.setCertificateEntry("known-" + i++, certificate);
    }
    for (X509Certificate certificate : Pem.certificates(pem)) {
      store.setCertificateEntry("extra-" + i++, certificate);
    }
    return store;
  }

  private static X509ExtendedTrustManager of(@Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509ExtendedTrustManager extended) {
        return extended;
      }
    }
    throw new KeyStoreException("the platform has no X.509 trust manager");
  }

  /// Verification switched off, by whoever configured it so.
  static final class Anyone extends X509ExtendedTrustManager {

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  /// A valid chain whose first certificate holds one of these names.
  static final class Named extends X509ExtendedTrustManager {

    private final X509ExtendedTrustManager chains;
    private final List<String> names;

    Named(X509ExtendedTrustManager chains, List<String> names) {
      this.chains = chains;
      this.names = names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      chains.checkServerTrusted(chain, type);
      checkName(chain[0]);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      chains.checkServerTrusted(chain, type, socket);
      checkName(chain[0]);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      chains.checkServerTrusted(chain, type, engine);
      checkName(chain[0]);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      chains.checkClientTrusted(chain, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      chains.checkClientTrusted(chain, type, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      chains.checkClientTrusted(chain, type, engine);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return chains.getAcceptedIssuers();
    }

    private void checkName(X509Certificate leaf) throws CertificateException {
      Collection<List<?>> held = leaf.getSubjectAlternativeNames();
      if (held != null) {
        for (List<?> name : held) {
          if (name.get(1) instanceof String text && isWanted(text.toLowerCase(Locale.ROOT))) {
            return;
          }
        }
      }
      throw new CertificateException("the certificate holds none of the names " + names);
    }

    private boolean isWanted(String held) {
      if (names.contains(held)) {
        return true;
      }
      return held.startsWith("*.")
          && names.stream()
              .anyMatch(name ->
                  name.indexOf('.') > 0
                      && name.substring(name.indexOf('.')).equals(held.substring(1)));
    }
  }
}
