/// Which of several replicas does what one alone may do.
@NullMarked
package dev.agentgateway.kubernetes.lease;

import org.jspecify.annotations.NullMarked;
