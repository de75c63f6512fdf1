/// Resources from an API server: a cluster's, or the program's own on loopback.
@NullMarked
package dev.agentgateway.app.cluster;

import org.jspecify.annotations.NullMarked;
