/// Data planes put into a cluster, a Deployment and a Service for each Gateway.
@NullMarked
package dev.agentgateway.kubernetes.deploy;

import org.jspecify.annotations.NullMarked;
