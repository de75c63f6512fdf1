/// Resources from a controller: what a data plane in a cluster runs.
@NullMarked
package dev.agentgateway.app.dataplane;

import org.jspecify.annotations.NullMarked;
