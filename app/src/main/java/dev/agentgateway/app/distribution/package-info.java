/// The port at which data planes get their configuration.
@NullMarked
package dev.agentgateway.app.distribution;

import org.jspecify.annotations.NullMarked;
