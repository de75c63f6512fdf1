/// URL rewrite: another host or path for the backend.
@NullMarked
package dev.agentgateway.policies.rewrite;

import org.jspecify.annotations.NullMarked;
