package dev.agentgateway.llm.providers.anthropic;

import dev.agentgateway.schema.Limits;
import org.jspecify.annotations.Nullable;

/// Settings of the Anthropic provider.
///
/// @param model asked of Anthropic instead of the model in the request, such as `claude-opus-4-6`;
///   unset leaves the request's
public record AnthropicConfig(@Limits(min = 1, max = 256) @Nullable String model) {}
