/// OpenAI, and every server that speaks its chat completions.
@NullMarked
package dev.agentgateway.llm.providers.openai;

import org.jspecify.annotations.NullMarked;
