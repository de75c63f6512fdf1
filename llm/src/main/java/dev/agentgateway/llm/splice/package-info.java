/// Changes to a JSON body that leave every other byte as it came.
@NullMarked
package dev.agentgateway.llm.splice;

import org.jspecify.annotations.NullMarked;
