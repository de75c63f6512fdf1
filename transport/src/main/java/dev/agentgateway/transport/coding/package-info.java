/// Takes content codings off bodies, piece by piece and bounded.
@NullMarked
package dev.agentgateway.transport.coding;

import org.jspecify.annotations.NullMarked;
