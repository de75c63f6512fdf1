/// The start without files: what is found on this machine, written as resources.
@NullMarked
package dev.agentgateway.app.zero;

import org.jspecify.annotations.NullMarked;
