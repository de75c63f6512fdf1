/// What becomes of a field that another dialect cannot carry, as tables that the translation obeys.
@NullMarked
package dev.agentgateway.llm.fidelity;

import org.jspecify.annotations.NullMarked;
