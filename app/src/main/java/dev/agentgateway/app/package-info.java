/// Read the map in ARCHITECTURE.md.
@NullMarked
package dev.agentgateway.app;

import org.jspecify.annotations.NullMarked;
