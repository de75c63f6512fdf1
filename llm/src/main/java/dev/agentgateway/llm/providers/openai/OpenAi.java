package dev.agentgateway.llm.providers.openai;

import dev.agentgateway.http.Headers;
import dev.agentgateway.http.Secret;
import dev.agentgateway.llm.Operation;
import dev.agentgateway.llm.Provider;
import dev.agentgateway.llm.ProviderSettings;
import dev.agentgateway.llm.SingleAuthToken;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The OpenAI API at api.openai.com, or a server that speaks it.
public final class OpenAi implements Provider {

  @Override
  public String name() {
    return "openai";
  }

  @Override
  public Class<? extends Record> config() {
    return OpenAiConfig.class;
  }

  @Override
  public Class<? extends Record> legacyConfig() {
    return OpenAiLegacyConfig.class;
  }

  @Override
  public ProviderSettings settings(Record config) {
    String model =
        config instanceof OpenAiLegacyConfig legacy
            ? legacy.model()
            : ((OpenAiConfig) config).model();
    return new ProviderSettings(model, null);
  }

  @Override
  public @Nullable SingleAuthToken authToken(Record config) {
    return config instanceof OpenAiLegacyConfig legacy ? legacy.authToken() : null;
  }

  @Override
  public String host() {
    return "api.openai.com";
  }

  @Override
  public List<String> dialects() {
    return List.of("completions");
  }

  @Override
  public @Nullable String path(Operation operation, String dialect) {
    return switch (operation) {
      case CHAT -> "/v1/chat/completions";
      case COUNT_TOKENS -> null;
      case MODELS -> "/v1/models";
    };
  }

  @Override
  public void setKey(Headers.Builder headers, Secret key) {
    headers.set("authorization", "Bearer " + key.reveal());
  }
}
