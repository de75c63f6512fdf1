/// Tool names made legal for a target and mapped back.
@NullMarked
package dev.agentgateway.llm.names;

import org.jspecify.annotations.NullMarked;
