package dev.agentgateway.policies.hostrewrite;

import dev.agentgateway.schema.Bare;

/// Which host name a backend sees, as resources of `gateway.kgateway.dev` write it.
///
/// @param isAuto whether it is the backend's own
@Bare
public record AutoHostRewrite(boolean isAuto) {}
