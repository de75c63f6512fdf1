/// Helm, unchanged, against the API that the gateway serves.
@NullMarked
package dev.agentgateway.clients.helm;

import org.jspecify.annotations.NullMarked;
