/// Authorization: rules that admit or refuse requests.
@NullMarked
package dev.agentgateway.policies.authorization;

import org.jspecify.annotations.NullMarked;
