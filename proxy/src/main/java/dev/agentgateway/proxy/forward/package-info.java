/// Sending a request where its target says, and its answer back.
@NullMarked
package dev.agentgateway.proxy.forward;

import org.jspecify.annotations.NullMarked;
