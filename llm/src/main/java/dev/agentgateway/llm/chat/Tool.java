package dev.agentgateway.llm.chat;

import org.jspecify.annotations.Nullable;

/// A function that the model may call.
///
/// @param schema of its arguments, as written; null for no arguments
/// @param isFreeForm whether it takes a text instead of an object: a `custom` tool
public record Tool(
    String name,
    @Nullable String description,
    @Nullable String schema,
    @Nullable Boolean strict,
    boolean isFreeForm,
    @Nullable CacheMark cache,
    String at) {}
