/// The fake models, asked as clients ask.
@NullUnmarked
package dev.agentgateway.llm.fake;

import org.jspecify.annotations.NullUnmarked;
