/// What a controller and its data planes say to each other, as JSON.
@NullMarked
package dev.agentgateway.kubernetes.distribution.wire;

import org.jspecify.annotations.NullMarked;
