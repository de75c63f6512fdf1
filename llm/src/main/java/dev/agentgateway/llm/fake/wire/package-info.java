/// The two wire formats to the letter: requests checked as the real services do, answers written.
@NullMarked
package dev.agentgateway.llm.fake.wire;

import org.jspecify.annotations.NullMarked;
