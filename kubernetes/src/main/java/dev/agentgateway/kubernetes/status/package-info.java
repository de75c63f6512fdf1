/// Statuses: their shape in each kind, and their way to the API server.
@NullMarked
package dev.agentgateway.kubernetes.status;

import org.jspecify.annotations.NullMarked;
