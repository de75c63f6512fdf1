/// Read the map in ARCHITECTURE.md.
@NullMarked
package dev.agentgateway.proxy;

import org.jspecify.annotations.NullMarked;
