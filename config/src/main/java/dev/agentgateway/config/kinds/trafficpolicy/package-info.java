/// The kind TrafficPolicy of gateway.kgateway.dev: settings attached to Gateways and routes.
@NullMarked
package dev.agentgateway.config.kinds.trafficpolicy;

import org.jspecify.annotations.NullMarked;
