/// JSON bodies read and changed.
@NullUnmarked
package dev.agentgateway.llm.splice;

import org.jspecify.annotations.NullUnmarked;
