package dev.agentgateway.apiserver.access;

import dev.agentgateway.http.Secret;
import java.security.SecureRandom;
import java.util.Base64;

/// Makes tokens.
public final class Token {

  private static final int BYTES = 32;

  private Token() {}

  public static Secret random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }
}
