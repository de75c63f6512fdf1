/// The official OpenAI client for Java, unchanged, for either provider.
@NullMarked
package dev.agentgateway.clients.openai;

import org.jspecify.annotations.NullMarked;
