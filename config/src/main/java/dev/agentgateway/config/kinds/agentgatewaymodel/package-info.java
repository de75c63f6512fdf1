/// AgentgatewayModel: a name that clients ask for, and who answers for it.
@NullMarked
package dev.agentgateway.config.kinds.agentgatewaymodel;

import org.jspecify.annotations.NullMarked;
