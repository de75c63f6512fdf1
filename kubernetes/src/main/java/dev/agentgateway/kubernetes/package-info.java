/// A controller: the resources of an API server, compiled, and what became of them told there.
@NullMarked
package dev.agentgateway.kubernetes;

import org.jspecify.annotations.NullMarked;
