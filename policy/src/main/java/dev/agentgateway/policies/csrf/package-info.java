/// CSRF: requests that a browser sends on behalf of another site are refused.
@NullMarked
package dev.agentgateway.policies.csrf;

import org.jspecify.annotations.NullMarked;
