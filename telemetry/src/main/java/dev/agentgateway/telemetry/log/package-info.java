/// The access log: one line a request, written by a thread of its own.
@NullMarked
package dev.agentgateway.telemetry.log;

import org.jspecify.annotations.NullMarked;
