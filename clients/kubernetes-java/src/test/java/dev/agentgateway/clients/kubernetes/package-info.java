/// The official Kubernetes client for Java, unchanged, against the API that the gateway serves.
@NullMarked
package dev.agentgateway.clients.kubernetes;

import org.jspecify.annotations.NullMarked;
