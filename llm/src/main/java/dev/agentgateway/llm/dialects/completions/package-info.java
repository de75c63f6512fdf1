/// Chat completions, the dialect of OpenAI and of most compatible servers.
@NullMarked
package dev.agentgateway.llm.dialects.completions;

import org.jspecify.annotations.NullMarked;
