package dev.agentgateway.apiserver.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.http.Secret;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/// The token that requests must bear.
public final class Bearer {

  private static final String SCHEME = "bearer ";

  private final byte[] token;

  public Bearer(Secret token) {
    this.token = token.reveal().getBytes(UTF_8);
  }

  /// Whether an `Authorization` header bears the token. Takes the same time for every wrong one.
  public boolean admits(@Nullable String authorization) {
    if (authorization == null
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return false;
    }
    byte[] given = authorization.substring(SCHEME.length()).strip().getBytes(UTF_8);
    return MessageDigest.isEqual(token, given);
  }
}
