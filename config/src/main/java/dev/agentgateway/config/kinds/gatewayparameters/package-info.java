/// The kind GatewayParameters of gateway.kgateway.dev: what data planes are deployed as.
@NullMarked
package dev.agentgateway.config.kinds.gatewayparameters;

import org.jspecify.annotations.NullMarked;
