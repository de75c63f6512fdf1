/// What a fake answer is: a head, pieces of a body, waits and faults, in the order of time.
@NullMarked
package dev.agentgateway.llm.fake.script;

import org.jspecify.annotations.NullMarked;
