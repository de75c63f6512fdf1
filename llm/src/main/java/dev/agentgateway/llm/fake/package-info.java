/// Models that answer without an account: every format to the letter, every fault on demand.
///
/// Pure: an answer is a function of the request and of how many came before it.
@NullMarked
package dev.agentgateway.llm.fake;

import org.jspecify.annotations.NullMarked;
