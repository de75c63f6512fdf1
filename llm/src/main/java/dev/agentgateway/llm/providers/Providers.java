package dev.agentgateway.llm.providers;

import dev.agentgateway.llm.Provider;
import dev.agentgateway.llm.providers.anthropic.Anthropic;
import dev.agentgateway.llm.providers.fake.Fake;
import dev.agentgateway.llm.providers.openai.OpenAi;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The providers that resources can name.
public final class Providers {

  /// In the order of their fields in resources.
  public static final List<Provider> ALL =
      List.of(
          new OpenAi(), //
          new Anthropic(),
          new Fake());

  private Providers() {}

  public static @Nullable Provider find(String name) {
    for (Provider provider : ALL) {
      if (provider.name().equals(name)) {
        return provider;
      }
    }
    return null;
  }
}
