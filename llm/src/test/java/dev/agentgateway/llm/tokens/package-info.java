/// Estimates of tokens.
@NullUnmarked
package dev.agentgateway.llm.tokens;

import org.jspecify.annotations.NullUnmarked;
