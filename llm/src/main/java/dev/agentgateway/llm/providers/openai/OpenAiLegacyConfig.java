package dev.agentgateway.llm.providers.openai;

import dev.agentgateway.llm.SingleAuthToken;
import dev.agentgateway.schema.Required;
import org.jspecify.annotations.Nullable;

/// Settings of the OpenAI provider.
///
/// @param authToken the key that is sent as `Authorization: Bearer`
/// @param model asked of OpenAI instead of the model in the request; unset leaves the request's
public record OpenAiLegacyConfig(@Required SingleAuthToken authToken, @Nullable String model) {}
