package dev.agentgateway.llm;

import org.jspecify.annotations.Nullable;

/// One provider as configured: everything translation needs to know, compiled with the
/// configuration.
///
/// @param name as resources name this entry; the provider's name where they do not
/// @param path replaces the provider's path; null leaves it
/// @param pathPrefix replaces the prefix of the provider's path (`/v1`); null leaves it
/// @param settings merged over everything that applies to this provider
public record Upstream(
    String name,
    Provider provider,
    ProviderSettings own,
    @Nullable String path,
    @Nullable String pathPrefix,
    Credential credential,
    ChatSettings settings) {}
