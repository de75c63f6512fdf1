/// The kind AgentgatewayParameters: what data planes are deployed as.
@NullMarked
package dev.agentgateway.config.kinds.agentgatewayparameters;

import org.jspecify.annotations.NullMarked;
