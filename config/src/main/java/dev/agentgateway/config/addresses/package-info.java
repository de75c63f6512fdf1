/// Addresses of Gateways: which one each has of its own, and why one has none.
@NullMarked
package dev.agentgateway.config.addresses;

import org.jspecify.annotations.NullMarked;
