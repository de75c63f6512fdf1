package dev.agentgateway.llm.fake.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/// Signatures that a fake model can check again: the thinking itself, sealed with a hash.
public final class FakeSignature {

  private static final String SEAL = "a fake model thought this";
  private static final int HASH_LENGTH = 32;

  private FakeSignature() {}

  /// The signature of a thinking text, and the data of a redacted one.
  public static String sign(String text) {
    String sealed = hash(SEAL + text).substring(0, HASH_LENGTH) + text;
    return Base64.getEncoder().encodeToString(sealed.getBytes(UTF_8));
  }

  /// Whether the signature was made here for that text. An empty text is one that was omitted: then
  /// the signature alone counts.
  public static boolean isValid(String text, String signature) {
    try {
      String sealed = new String(Base64.getDecoder().decode(signature), UTF_8);
      if (sealed.length() < HASH_LENGTH) {
        return false;
      }
      String signed = sealed.substring(HASH_LENGTH);
      return sign(signed).equals(signature) && (text.isEmpty() || text.equals(signed));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /// SHA-256 in hexadecimal.
  public static String hash(String text) {
    return hash(text.getBytes(UTF_8));
  }

  public static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
