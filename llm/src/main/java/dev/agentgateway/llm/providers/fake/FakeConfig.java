package dev.agentgateway.llm.providers.fake;

import dev.agentgateway.schema.Limits;
import org.jspecify.annotations.Nullable;

/// Settings of the fake models, which answer inside the program.
///
/// @param model asked of the fake models instead of the model in the request, such as `fake-echo`;
///   unset leaves the request's
public record FakeConfig(@Limits(min = 1, max = 256) @Nullable String model) {}
