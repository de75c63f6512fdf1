/// Timeouts: how long a request, a try and a silence may last.
@NullMarked
package dev.agentgateway.policies.timeouts;

import org.jspecify.annotations.NullMarked;
