/// A chat as the fake models see it, and what they say, whatever the format.
@NullMarked
package dev.agentgateway.llm.fake.chat;

import org.jspecify.annotations.NullMarked;
