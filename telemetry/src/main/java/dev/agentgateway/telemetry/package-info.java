/// What happened to a request, told as metrics and log lines.
@NullMarked
package dev.agentgateway.telemetry;

import org.jspecify.annotations.NullMarked;
