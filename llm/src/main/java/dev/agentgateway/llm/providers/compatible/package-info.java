/// Services that speak OpenAI's chat completions at an address of their own.
@NullMarked
package dev.agentgateway.llm.providers.compatible;

import org.jspecify.annotations.NullMarked;
