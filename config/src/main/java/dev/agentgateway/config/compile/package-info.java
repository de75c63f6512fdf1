/// From documents to a snapshot: reads resources, keeps last good ones, runs the phases of the
/// kinds.
@NullMarked
package dev.agentgateway.config.compile;

import org.jspecify.annotations.NullMarked;
