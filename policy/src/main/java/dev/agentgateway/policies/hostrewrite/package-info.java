/// Host rewrite: which host name a backend sees.
@NullMarked
package dev.agentgateway.policies.hostrewrite;

import org.jspecify.annotations.NullMarked;
