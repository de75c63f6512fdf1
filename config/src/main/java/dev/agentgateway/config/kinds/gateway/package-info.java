/// The kind Gateway: ports, listeners, certificates, and who may attach to them.
@NullMarked
package dev.agentgateway.config.kinds.gateway;

import org.jspecify.annotations.NullMarked;
