package dev.agentgateway.config.connection;

import dev.agentgateway.config.kind.Settings;
import dev.agentgateway.llm.Provider;
import dev.agentgateway.llm.ProviderSettings;
import org.jspecify.annotations.Nullable;

/// A provider as a backend has it.
///
/// @param name the provider's own where the backend gives none
/// @param at where it stands in the backend
/// @param host with `port`, replaces the provider's address
/// @param settings of this provider alone
public record ProviderPlan(
    String name,
    String at,
    Provider provider,
    ProviderSettings own,
    @Nullable String host,
    @Nullable Integer port,
    @Nullable String path,
    @Nullable String pathPrefix,
    Settings settings) {}
