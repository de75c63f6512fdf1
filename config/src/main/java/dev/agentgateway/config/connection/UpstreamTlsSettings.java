package dev.agentgateway.config.connection;

import dev.agentgateway.config.kind.Resolved;
import dev.agentgateway.config.kind.SecretContent;
import dev.agentgateway.config.kind.Workspace;
import dev.agentgateway.http.CertificateKey;
import dev.agentgateway.http.Secret;
import dev.agentgateway.http.UpstreamTls;
import dev.agentgateway.http.UpstreamTls.Verify;
import dev.agentgateway.policies.backendtls.BackendTlsConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes TLS settings of what resources say of them.
public final class UpstreamTlsSettings {

  private UpstreamTlsSettings() {}

  public static Resolved<UpstreamTls> of(
      BackendTlsConfig tls, String namespace, Workspace workspace) {
    List<String> authorities = new ArrayList<>();
    for (BackendTlsConfig.CaRef ref : tls.caCertificateRefs()) {
      Resolved<String> authority = authority(ref.kind(), namespace, ref.name(), workspace);
      if (authority.value() == null) {
        return Resolved.broken(authority.cause());
      }
      authorities.add(authority.value());
    }
    CertificateKey shown = null;
    for (BackendTlsConfig.SecretRef ref : tls.mtlsCertificateRef()) {
      Resolved<CertificateKey> pair = pair(namespace, ref.name(), workspace);
      if (pair.value() == null) {
        return Resolved.broken(pair.cause());
      }
      shown = pair.value();
    }
    return Resolved.of(
        new UpstreamTls(
            tls.sni(),
            verify(tls.insecureSkipVerify()),
            authorities,
            shown,
            tls.verifySubjectAltNames()));
  }

  /// The authority that a ConfigMap or Secret holds as `ca.crt`.
  public static Resolved<String> authority(
      String kind, String namespace, String name, Workspace workspace) {
    String id = namespace + "/" + name;
    String pem;
    if (kind.equals("Secret")) {
      SecretContent secret = workspace.findSecret(namespace, name);
      if (secret == null) {
        return Resolved.broken("secret %s not found".formatted(id));
      }
      Secret value = secret.values().get("ca.crt");
      pem = value == null ? null : value.reveal();
    } else {
      Map<String, String> values = workspace.findConfigMap(namespace, name);
      if (values == null) {
        return Resolved.broken("config map %s not found".formatted(id));
      }
      pem = values.get("ca.crt");
    }
    if (pem == null) {
      return Resolved.broken("%s missing ca.crt value".formatted(id));
    }
    String fault = Pem.authorityFault(pem);
    return fault.isEmpty() ? Resolved.of(pem) : Resolved.broken(id + ": ca.crt: " + fault);
  }

  /// The certificate and key that a Secret holds as `tls.crt` and `tls.key`.
  public static Resolved<CertificateKey> pair(String namespace, String name, Workspace workspace) {
    String id = namespace + "/" + name;
    SecretContent secret = workspace.findSecret(namespace, name);
    if (secret == null) {
      return Resolved.broken("secret %s not found".formatted(id));
    }
    Secret chain = secret.values().get("tls.crt");
    Secret key = secret.values().get("tls.key");
    if (chain == null || key == null) {
      return Resolved.broken(
          "secret %s missing %s value".formatted(id, chain == null ? "tls.crt" : "tls.key"));
    }
    Resolved<CertificateKey> pair = Pem.pair(chain.reveal(), key);
    return pair.value() == null ? Resolved.broken("secret " + id + ": " + pair.cause()) : pair;
  }

  private static Verify verify(@Nullable String skipped) {
    if (skipped == null) {
      return Verify.FULL;
    }
    return skipped.equals("All") ? Verify.NONE : Verify.CHAIN;
  }
}
