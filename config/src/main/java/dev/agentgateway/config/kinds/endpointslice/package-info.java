/// The kind EndpointSlice: addresses behind a Service.
@NullMarked
package dev.agentgateway.config.kinds.endpointslice;

import org.jspecify.annotations.NullMarked;
