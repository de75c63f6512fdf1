package dev.agentgateway.llm.names;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/// The tool names of one request, as the target takes them and back as the client knows them.
///
/// A name that the target takes stays. Any other becomes `prefix_hash`: its legal characters, cut,
/// and a hash of the whole name. The same name gives the same result in every request, so that
/// caches of the prefix keep working.
public final class ToolNames {

  /// Longest name of a function at OpenAI.
  public static final int OPENAI_LENGTH_MAX = 64;

  /// Longest name of a tool at Anthropic; its documentation says 64, the API refuses more than
  /// this.
  public static final int ANTHROPIC_LENGTH_MAX = 128;

  private static final int HASH_LENGTH = 12;

  private final int lengthMax;
  private final Map<String, String> originals = new HashMap<>();

  private ToolNames(int lengthMax) {
    this.lengthMax = lengthMax;
  }

  public static ToolNames openAi() {
    return new ToolNames(OPENAI_LENGTH_MAX);
  }

  public static ToolNames anthropic() {
    return new ToolNames(ANTHROPIC_LENGTH_MAX);
  }

  /// @param lengthMax characters that the target takes, of letters, digits, `_` and `-`
  public static ToolNames upTo(int lengthMax) {
    if (lengthMax < HASH_LENGTH + 2) {
      throw new IllegalArgumentException(
          "lengthMax: %d (expected: %d or more)".formatted(lengthMax, HASH_LENGTH + 2));
    }
    return new ToolNames(lengthMax);
  }

  /// The name as the target takes it, remembered for [#toClient].
  public String toTarget(String name) {
    if (isLegal(name)) {
      return name;
    }
    String legal = renamed(name);
    originals.put(legal, name);
    return legal;
  }

  /// The name as the client wrote it; any name that was not changed stays.
  public String toClient(String name) {
    return originals.getOrDefault(name, name);
  }

  /// Whether any name was changed, so that answers must be looked at.
  public boolean isRenaming() {
    return !originals.isEmpty();
  }

  private boolean isLegal(String name) {
    return !name.isEmpty()
        && name.length() <= lengthMax
        && name.chars().allMatch(ToolNames::isLegal);
  }

  private String renamed(String name) {
    StringBuilder prefix = new StringBuilder();
    int prefixMax = lengthMax - HASH_LENGTH - 1;
    for (int i = 0; i < name.length() && prefix.length() < prefixMax; i++) {
      prefix.append(isLegal(name.charAt(i)) ? name.charAt(i) : '_');
    }
    return prefix + "_" + hash(name);
  }

  private static boolean isLegal(int c) {
    return c < 128 && (Character.isLetterOrDigit(c) || c == '_' || c == '-');
  }

  private static String hash(String name) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, HASH_LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
