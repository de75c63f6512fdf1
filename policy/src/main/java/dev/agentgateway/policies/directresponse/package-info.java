/// Direct response: an answer without a backend.
@NullMarked
package dev.agentgateway.policies.directresponse;

import org.jspecify.annotations.NullMarked;
