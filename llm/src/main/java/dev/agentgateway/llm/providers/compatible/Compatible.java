package dev.agentgateway.llm.providers.compatible;

import dev.agentgateway.http.Headers;
import dev.agentgateway.http.Secret;
import dev.agentgateway.llm.Operation;
import dev.agentgateway.llm.Provider;
import dev.agentgateway.llm.ProviderSettings;
import dev.agentgateway.llm.ThinkingReplay;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A service that speaks a dialect, or several, at an address of its own.
///
/// @param name in logs, in lower case
/// @param base what its paths begin with where resources say nothing; `/v1` is usual
/// @param chats dialect → path of its chats
public record Compatible(String name, String host, String base, Map<String, String> chats)
    implements Provider {

  private static final String COMPLETIONS = "completions";
  private static final String MESSAGES = "messages";
  private static final String VERSION = "anthropic-version";

  private static final Map<String, String> OPENAI = Map.of(COMPLETIONS, "/v1/chat/completions");

  /// As resources name them.
  private static final List<Line> LINES =
      List.of(
          new Line("Baseten", "inference.baseten.co", "/v1"),
          new Line("Cerebras", "api.cerebras.ai", "/v1"),
          new Line("Deepinfra", "api.deepinfra.com", "/v1/openai"),
          new Line("Deepseek", "api.deepseek.com", "/v1"),
          new Line("Fireworks", "api.fireworks.ai", "/inference/v1"),
          new Line("Groq", "api.groq.com", "/openai/v1"),
          new Line("Huggingface", "router.huggingface.co", "/v1"),
          new Line("Mistral", "api.mistral.ai", "/v1"),
          new Line("Ollama", "localhost", "/v1"),
          new Line("Openrouter", "openrouter.ai", "/api/v1"),
          new Line("TogetherAI", "api.together.xyz", "/v1"),
          new Line("XAI", "api.x.ai", "/v1"));

  private record Line(String written, String host, String base) {}

  public Compatible {
    chats = Collections.unmodifiableMap(new TreeMap<>(chats));
  }

  /// Null for a service that is not in the table.
  public static @Nullable Compatible find(String written) {
    for (Line line : LINES) {
      if (line.written().equals(written)) {
        return new Compatible(written.toLowerCase(Locale.ROOT), line.host(), line.base(), OPENAI);
      }
    }
    return null;
  }

  /// A server of one's own, whose address the backend names.
  ///
  /// @param paths dialect → path of its chats; an empty path is the dialect's own
  public static Compatible custom(Map<String, String> paths) {
    Map<String, String> chats = new TreeMap<>();
    paths.forEach((dialect, path) -> chats.put(dialect, path.isEmpty() ? usual(dialect) : path));
    return new Compatible("custom", "localhost", "/v1", chats);
  }

  @Override
  public Class<? extends Record> config() {
    return CompatibleConfig.class;
  }

  @Override
  public Class<? extends Record> legacyConfig() {
    return CompatibleConfig.class;
  }

  @Override
  public ProviderSettings settings(Record config) {
    return new ProviderSettings(((CompatibleConfig) config).model(), null);
  }

  @Override
  public List<String> dialects() {
    return List.copyOf(chats.keySet());
  }

  @Override
  public @Nullable String path(Operation operation, String dialect) {
    String chat = chats.get(dialect);
    return switch (operation) {
      case CHAT -> chat;
      case COUNT_TOKENS -> chat != null && dialect.equals(MESSAGES) ? chat + "/count_tokens" : null;
      case MODELS -> "/v1/models";
    };
  }

  @Override
  public ThinkingReplay thinkingReplay() {
    return switch (name) {
      case "deepseek" -> ThinkingReplay.CONTENT_WITH_TOOLS;
      case "openrouter" -> ThinkingReplay.DETAILS;
      default -> ThinkingReplay.NONE;
    };
  }

  @Override
  public void setKey(Headers.Builder headers, Secret key) {
    if (chats.containsKey(COMPLETIONS)) {
      headers.set("authorization", "Bearer " + key.reveal());
    } else {
      headers.set("x-api-key", key.reveal());
    }
  }

  @Override
  public void complete(Headers.Builder headers, ProviderSettings own) {
    if (chats.containsKey(MESSAGES) && !headers.contains(VERSION)) {
      headers.add(VERSION, "2023-06-01");
    }
  }

  private static String usual(String dialect) {
    return dialect.equals(MESSAGES) ? "/v1/messages" : "/v1/chat/completions";
  }
}
