/// Read the map in ARCHITECTURE.md.
@NullMarked
package dev.agentgateway.admin;

import org.jspecify.annotations.NullMarked;
