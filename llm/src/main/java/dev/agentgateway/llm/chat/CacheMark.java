package dev.agentgateway.llm.chat;

import org.jspecify.annotations.Nullable;

/// The prompt up to here is to be cached.
///
/// @param ttl how long, in the words of its dialect
public record CacheMark(@Nullable String ttl) {}
