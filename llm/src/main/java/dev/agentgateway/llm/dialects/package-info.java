/// The family of dialects: one folder and one line in [Dialects] a member.
@NullMarked
package dev.agentgateway.llm.dialects;

import org.jspecify.annotations.NullMarked;
