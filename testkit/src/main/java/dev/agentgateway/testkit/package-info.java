/// Read the map in ARCHITECTURE.md.
@NullMarked
package dev.agentgateway.testkit;

import org.jspecify.annotations.NullMarked;
