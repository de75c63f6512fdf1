/// Tool names.
@NullUnmarked
package dev.agentgateway.llm.names;

import org.jspecify.annotations.NullUnmarked;
