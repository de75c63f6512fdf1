/// Parts of the fake models that stand on their own.
@NullUnmarked
package dev.agentgateway.llm.fake.chat;

import org.jspecify.annotations.NullUnmarked;
