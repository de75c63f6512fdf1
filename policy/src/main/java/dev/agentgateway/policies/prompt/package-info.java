/// Prompt enrichment: messages put before and after the client's.
@NullMarked
package dev.agentgateway.policies.prompt;

import org.jspecify.annotations.NullMarked;
