/// Read the map in ARCHITECTURE.md.
@NullMarked
package dev.agentgateway.e2e;

import org.jspecify.annotations.NullMarked;
