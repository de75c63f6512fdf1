/// Anthropic: Claude models behind the Messages API.
@NullMarked
package dev.agentgateway.llm.providers.anthropic;

import org.jspecify.annotations.NullMarked;
