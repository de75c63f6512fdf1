package dev.agentgateway.llm.chat;

import org.jspecify.annotations.Nullable;

/// A search of the web by the provider, before the model answers.
///
/// @param isLocated whether the request says where its user is, by the fields that follow
public record WebSearch(
    boolean isLocated,
    @Nullable String city,
    @Nullable String country,
    @Nullable String region,
    @Nullable String timezone) {}
