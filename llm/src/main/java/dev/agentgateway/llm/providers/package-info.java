/// The family of providers: one folder and one line in [Providers] a member.
@NullMarked
package dev.agentgateway.llm.providers;

import org.jspecify.annotations.NullMarked;
