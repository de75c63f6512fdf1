/// The kind GatewayClass: which Gateways are ours.
@NullMarked
package dev.agentgateway.config.kinds.gatewayclass;

import org.jspecify.annotations.NullMarked;
