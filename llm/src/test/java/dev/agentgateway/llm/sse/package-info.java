/// Streams of events read and written.
@NullUnmarked
package dev.agentgateway.llm.sse;

import org.jspecify.annotations.NullUnmarked;
