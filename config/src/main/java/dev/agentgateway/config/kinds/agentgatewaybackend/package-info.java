/// The kind AgentgatewayBackend of agentgateway.dev: AI providers and static hosts.
@NullMarked
package dev.agentgateway.config.kinds.agentgatewaybackend;

import org.jspecify.annotations.NullMarked;
