/// Estimates of how many tokens a text or a request has.
@NullMarked
package dev.agentgateway.llm.tokens;

import org.jspecify.annotations.NullMarked;
