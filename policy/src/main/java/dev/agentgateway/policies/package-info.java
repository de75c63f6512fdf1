/// The family of policies: every member, in the order in which requests meet them.
@NullMarked
package dev.agentgateway.policies;

import org.jspecify.annotations.NullMarked;
