package dev.agentgateway.llm.providers.anthropic;

import dev.agentgateway.http.Headers;
import dev.agentgateway.http.Secret;
import dev.agentgateway.llm.Operation;
import dev.agentgateway.llm.Provider;
import dev.agentgateway.llm.ProviderSettings;
import dev.agentgateway.llm.SingleAuthToken;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The Claude API at api.anthropic.com, or a server that speaks it.
public final class Anthropic implements Provider {

  private static final String VERSION = "anthropic-version";

  /// The last version that takes sampling parameters.
  private static final String DEFAULT_VERSION = "2023-06-01";

  /// OAuth tokens, which go as `Authorization: Bearer`; keys go as `x-api-key`.
  private static final String OAUTH_PREFIX = "sk-ant-oat";

  @Override
  public String name() {
    return "anthropic";
  }

  @Override
  public Class<? extends Record> config() {
    return AnthropicConfig.class;
  }

  @Override
  public Class<? extends Record> legacyConfig() {
    return AnthropicLegacyConfig.class;
  }

  @Override
  public ProviderSettings settings(Record config) {
    if (config instanceof AnthropicLegacyConfig legacy) {
      return new ProviderSettings(legacy.model(), legacy.apiVersion());
    }
    return new ProviderSettings(((AnthropicConfig) config).model(), null);
  }

  @Override
  public @Nullable SingleAuthToken authToken(Record config) {
    return config instanceof AnthropicLegacyConfig legacy ? legacy.authToken() : null;
  }

  @Override
  public String host() {
    return "api.anthropic.com";
  }

  @Override
  public List<String> dialects() {
    return List.of("messages");
  }

  @Override
  public String path(Operation operation, String dialect) {
    return switch (operation) {
      case CHAT -> "/v1/messages";
      case COUNT_TOKENS -> "/v1/messages/count_tokens";
      case MODELS -> "/v1/models";
    };
  }

  @Override
  public void setKey(Headers.Builder headers, Secret key) {
    if (key.reveal().startsWith(OAUTH_PREFIX)) {
      headers.set("authorization", "Bearer " + key.reveal());
    } else {
      headers.set("x-api-key", key.reveal());
    }
  }

  @Override
  public void complete(Headers.Builder headers, ProviderSettings own) {
    if (!headers.contains(VERSION)) {
      String version = own.apiVersion();
      headers.add(VERSION, version == null || version.isEmpty() ? DEFAULT_VERSION : version);
    }
  }
}
