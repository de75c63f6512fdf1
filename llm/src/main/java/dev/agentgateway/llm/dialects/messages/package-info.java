/// Messages, the dialect of Anthropic.
@NullMarked
package dev.agentgateway.llm.dialects.messages;

import org.jspecify.annotations.NullMarked;
