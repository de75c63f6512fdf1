/// The kind HTTPRoute: what requests match, what is done to them, and where they go.
@NullMarked
package dev.agentgateway.config.kinds.httproute;

import org.jspecify.annotations.NullMarked;
