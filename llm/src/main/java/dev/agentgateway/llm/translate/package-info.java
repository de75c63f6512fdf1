/// The way of one chat: read once, prepared for each try, answered in the client's format.
@NullMarked
package dev.agentgateway.llm.translate;

import org.jspecify.annotations.NullMarked;
