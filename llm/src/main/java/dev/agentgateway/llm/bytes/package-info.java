/// Bytes that grow while they are written, for one thread.
@NullMarked
package dev.agentgateway.llm.bytes;

import org.jspecify.annotations.NullMarked;
