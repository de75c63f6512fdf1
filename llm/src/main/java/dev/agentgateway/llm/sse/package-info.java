/// Server-sent events, read and written piece by piece on bytes.
@NullMarked
package dev.agentgateway.llm.sse;

import org.jspecify.annotations.NullMarked;
