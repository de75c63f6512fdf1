/// What kinds say of the container that a data plane runs in.
@NullMarked
package dev.agentgateway.config.workload;

import org.jspecify.annotations.NullMarked;
