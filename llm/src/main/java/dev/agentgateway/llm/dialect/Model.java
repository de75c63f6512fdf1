package dev.agentgateway.llm.dialect;

/// A model that a provider offers.
///
/// @param created seconds since 1970; 0 where it is not told
public record Model(String id, String title, long created) {}
