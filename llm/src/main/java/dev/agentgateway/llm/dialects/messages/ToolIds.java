package dev.agentgateway.llm.dialects.messages;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Ids of tool calls as Anthropic takes them.
final class ToolIds {

  private ToolIds() {}

  /// The id, or one derived from it: calls and results that had one id still have one.
  static String legal(String id) {
    return !id.isEmpty() && id.chars().allMatch(ToolIds::isLegal)
        ? id
        : "toolu_" + sha256(id).substring(0, 24);
  }

  static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static boolean isLegal(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-';
  }
}
