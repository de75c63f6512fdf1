package dev.agentgateway.llm.providers.anthropic;

import dev.agentgateway.llm.SingleAuthToken;
import dev.agentgateway.schema.Required;
import org.jspecify.annotations.Nullable;

/// Settings of the Anthropic provider.
///
/// @param authToken the key that is sent as `x-api-key`
/// @param apiVersion the header `anthropic-version`; unset means `2023-06-01`
/// @param model asked of Anthropic instead of the model in the request; unset leaves the request's
public record AnthropicLegacyConfig(
    @Required SingleAuthToken authToken, @Nullable String apiVersion, @Nullable String model) {}
