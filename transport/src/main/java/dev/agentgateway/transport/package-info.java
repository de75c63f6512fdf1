/// Read the map in ARCHITECTURE.md.
@NullMarked
package dev.agentgateway.transport;

import org.jspecify.annotations.NullMarked;
