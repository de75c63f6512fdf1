package dev.agentgateway.llm.providers.fake;

import dev.agentgateway.http.Headers;
import dev.agentgateway.http.Secret;
import dev.agentgateway.llm.Operation;
import dev.agentgateway.llm.Provider;
import dev.agentgateway.llm.ProviderSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The fake models. Their host is no name of the network: the program that runs this snapshot
/// answers there itself.
public final class Fake implements Provider {

  public static final String HOST = "fake.agentgateway.internal";

  public static final int PORT = 80;

  private static final String VERSION = "anthropic-version";

  @Override
  public String name() {
    return "fake";
  }

  @Override
  public Class<? extends Record> config() {
    return FakeConfig.class;
  }

  @Override
  public Class<? extends Record> legacyConfig() {
    return FakeConfig.class;
  }

  @Override
  public ProviderSettings settings(Record config) {
    return new ProviderSettings(((FakeConfig) config).model(), null);
  }

  @Override
  public String host() {
    return HOST;
  }

  @Override
  public int port() {
    return PORT;
  }

  @Override
  public List<String> dialects() {
    return List.of("messages", "completions");
  }

  @Override
  public @Nullable String path(Operation operation, String dialect) {
    boolean isMessages = dialect.equals("messages");
    return switch (operation) {
      case CHAT -> isMessages ? "/v1/messages" : "/v1/chat/completions";
      case COUNT_TOKENS -> isMessages ? "/v1/messages/count_tokens" : null;
      case MODELS -> "/v1/models";
    };
  }

  @Override
  public void setKey(Headers.Builder headers, Secret key) {
    headers.set("authorization", "Bearer " + key.reveal());
  }

  /// The fakes refuse what Anthropic refuses, and a request without a version is one such.
  @Override
  public void complete(Headers.Builder headers, ProviderSettings own) {
    if (!headers.contains(VERSION)) {
      headers.add(VERSION, "2023-06-01");
    }
  }
}
