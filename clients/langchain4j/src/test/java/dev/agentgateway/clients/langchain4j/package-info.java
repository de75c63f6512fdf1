/// LangChain4j, unchanged: its OpenAI and its Anthropic client, for either provider.
@NullMarked
package dev.agentgateway.clients.langchain4j;

import org.jspecify.annotations.NullMarked;
