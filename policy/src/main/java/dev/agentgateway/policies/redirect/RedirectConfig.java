package dev.agentgateway.policies.redirect;

import dev.agentgateway.policy.HostText;
import dev.agentgateway.policy.PathModifier;
import dev.agentgateway.schema.Default;
import dev.agentgateway.schema.Limits;
import dev.agentgateway.schema.Matches;
import dev.agentgateway.schema.OneOf;
import org.jspecify.annotations.Nullable;

/// An answer that sends the client elsewhere. What is left out stays as the client asked.
///
/// @param scheme `http` or `https`
/// @param port the scheme's own where a scheme is given, else the listener's
/// @param statusCode the answer's status
public record RedirectConfig(
    @OneOf({"http", "https"}) @Nullable String scheme,
    @Limits(min = 1, max = HostText.LENGTH_MAX) @Matches(HostText.PATTERN)
        @Nullable String hostname,
    @Nullable PathModifier path,
    @Limits(min = 1, max = 65_535) @Nullable Integer port,
    @Default("302") @Limits(min = 301, max = 308) int statusCode) {}
