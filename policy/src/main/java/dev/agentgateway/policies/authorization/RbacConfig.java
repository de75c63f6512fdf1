package dev.agentgateway.policies.authorization;

import dev.agentgateway.schema.Default;
import dev.agentgateway.schema.OneOf;
import dev.agentgateway.schema.Required;

/// Rules that admit or refuse requests, as resources of `gateway.kgateway.dev` write them.
///
/// @param action what a rule that matches does: `Allow` admits, and once there is such a rule
///   nothing else is admitted; `Deny` refuses
public record RbacConfig(
    @Required AuthorizationConfig.Rules policy,
    @Default("\"Allow\"") @OneOf({"Allow", "Deny"}) String action) {}
