/// The official Anthropic client for Java, unchanged, for either provider.
@NullMarked
package dev.agentgateway.clients.anthropic;

import org.jspecify.annotations.NullMarked;
