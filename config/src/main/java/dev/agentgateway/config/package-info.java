/// Read the map in ARCHITECTURE.md.
@NullMarked
package dev.agentgateway.config;

import org.jspecify.annotations.NullMarked;
