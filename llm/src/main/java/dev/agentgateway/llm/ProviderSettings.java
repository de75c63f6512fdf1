package dev.agentgateway.llm;

import org.jspecify.annotations.Nullable;

/// What a provider's own part of a resource says.
///
/// @param model replaces the model that the client asked for; null leaves it
/// @param apiVersion version header where the provider has one; null means its default
public record ProviderSettings(@Nullable String model, @Nullable String apiVersion) {

  public static final ProviderSettings NONE = new ProviderSettings(null, null);
}
