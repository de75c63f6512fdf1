/// The fake models as a provider: answers without an account, inside the program.
@NullMarked
package dev.agentgateway.llm.providers.fake;

import org.jspecify.annotations.NullMarked;
