package dev.agentgateway.kubernetes.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Names that are too long for where they go.
public final class Labels {

  /// Of a label's value, and of a Service's name (RFC 1035).
  private static final int CHARS_MAX = 63;

  private static final int KEPT = 50;
  private static final int HASH = 12;

  private Labels() {}

  /// The name, or its beginning and a hash of all of it.
  public static String cut(String name) {
    if (name.length() <= CHARS_MAX) {
      return name;
    }
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(UTF_8));
      return name.substring(0, KEPT) + "-" + HexFormat.of().formatHex(hash).substring(0, HASH);
    } catch (NoSuchAlgorithmException everyPlatformHasIt) {
      throw new IllegalStateException(everyPlatformHasIt);
    }
  }
}
