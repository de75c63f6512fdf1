/// The compiled gateway: immutable, complete, ready to run.
@NullMarked
package dev.agentgateway.snapshot;

import org.jspecify.annotations.NullMarked;
