/// The kind AgentgatewayPolicy of agentgateway.dev: settings attached to Gateways, routes and
/// backends.
@NullMarked
package dev.agentgateway.config.kinds.agentgatewaypolicy;

import org.jspecify.annotations.NullMarked;
