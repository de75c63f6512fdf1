package dev.agentgateway.config.connection;

import dev.agentgateway.config.kind.Resolved;
import dev.agentgateway.config.kind.SecretContent;
import dev.agentgateway.config.kind.Workspace;
import dev.agentgateway.http.Secret;
import dev.agentgateway.llm.Credential;
import dev.agentgateway.llm.SingleAuthToken;
import dev.agentgateway.policies.backendauth.BackendAuthConfig;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Makes credentials of what resources say of them.
public final class Credentials {

  private static final String BEARER = "bearer ";

  private Credentials() {}

  /// Null when it names no credentials of the kinds that are acted on.
  public static @Nullable Resolved<Credential> of(
      BackendAuthConfig auth, String namespace, Workspace workspace) {
    if (auth.key() != null) {
      return located(key(auth.key(), "auth.key"), auth);
    }
    if (auth.secretRef() != null) {
      String entry = auth.secretRef().key();
      Resolved<Credential> found =
          secret(
              namespace,
              auth.secretRef().name(),
              entry == null ? BackendAuthConfig.SECRET_KEY : entry,
              workspace);
      return located(found, auth);
    }
    return auth.passthrough() == null ? null : Resolved.of(new Credential.Passthrough());
  }

  private static Resolved<Credential> located(Resolved<Credential> found, BackendAuthConfig auth) {
    BackendAuthConfig.Header header = auth.location() == null ? null : auth.location().header();
    return header == null ? found : in(found, header.name(), header.prefix());
  }

  /// A key in a header of its own.
  ///
  /// @param name null for `authorization`
  /// @param prefix null for none
  public static Resolved<Credential> in(
      Resolved<Credential> found, @Nullable String name, @Nullable String prefix) {
    if (!(found.value() instanceof Credential.Key(Secret key))) {
      return found;
    }
    String header = name == null ? "authorization" : name.toLowerCase(Locale.ROOT);
    return Resolved.of(new Credential.Header(header, prefix == null ? "" : prefix, key));
  }

  public static Resolved<Credential> of(
      SingleAuthToken token, String namespace, Workspace workspace) {
    if (token.inline() != null) {
      return key(token.inline(), "authToken.inline");
    }
    if (token.secretRef() != null) {
      return secret(namespace, token.secretRef().name(), BackendAuthConfig.SECRET_KEY, workspace);
    }
    return Resolved.of(new Credential.Passthrough());
  }

  private static Resolved<Credential> secret(
      String namespace, String name, String entry, Workspace workspace) {
    SecretContent found = workspace.findSecret(namespace, name);
    if (found == null) {
      return Resolved.broken("secret %s/%s not found".formatted(namespace, name));
    }
    Secret value = found.values().get(entry);
    if (value == null) {
      return Resolved.broken("secret %s/%s missing %s value".formatted(namespace, name, entry));
    }
    return key(value.reveal(), "secret %s/%s: %s".formatted(namespace, name, entry));
  }

  /// Line ends that `echo` left, and a leading `Bearer `, are no part of a key.
  private static Resolved<Credential> key(String written, String what) {
    String key = written.strip();
    if (key.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
      key = key.substring(BEARER.length()).strip();
    }
    if (key.isEmpty()) {
      return Resolved.broken(what + " is empty");
    }
    if (key.chars().anyMatch(c -> c <= ' ' || c >= 0x7f)) {
      return Resolved.broken(what + " holds characters that no header can carry");
    }
    return Resolved.of(new Credential.Key(Secret.of(key)));
  }
}
