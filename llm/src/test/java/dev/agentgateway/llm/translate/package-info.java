/// Translation from its entry: what providers get, and what clients get back.
@NullMarked
package dev.agentgateway.llm.translate;

import org.jspecify.annotations.NullMarked;
