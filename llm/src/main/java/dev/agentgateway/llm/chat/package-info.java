/// Chats as every dialect means them: one canonical model of requests, answers, events and errors.
@NullMarked
package dev.agentgateway.llm.chat;

import org.jspecify.annotations.NullMarked;
