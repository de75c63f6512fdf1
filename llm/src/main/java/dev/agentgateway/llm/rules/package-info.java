/// What each model takes and refuses, read from a table.
@NullMarked
package dev.agentgateway.llm.rules;

import org.jspecify.annotations.NullMarked;
