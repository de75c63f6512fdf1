package dev.agentgateway.llm.providers.compatible;

import org.jspecify.annotations.Nullable;

/// Settings of a compatible service.
///
/// @param model asked of it instead of the model in the request; unset leaves the request's
public record CompatibleConfig(@Nullable String model) {}
