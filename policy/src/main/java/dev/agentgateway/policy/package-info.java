/// What may be done to a request between match and forward: the contract of the family `policies`.
@NullMarked
package dev.agentgateway.policy;

import org.jspecify.annotations.NullMarked;
