/// The table of models.
@NullUnmarked
package dev.agentgateway.llm.rules;

import org.jspecify.annotations.NullUnmarked;
