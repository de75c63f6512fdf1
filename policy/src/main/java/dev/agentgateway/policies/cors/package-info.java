/// CORS: which other sites' pages may call, and the answers to their browsers' questions.
@NullMarked
package dev.agentgateway.policies.cors;

import org.jspecify.annotations.NullMarked;
