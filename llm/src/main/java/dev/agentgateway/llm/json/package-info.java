/// JSON read and written as a stream, with the place of every fault.
@NullMarked
package dev.agentgateway.llm.json;

import org.jspecify.annotations.NullMarked;
