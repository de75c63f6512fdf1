/// The contract of a dialect: a body format read into the canonical model and written from it.
@NullMarked
package dev.agentgateway.llm.dialect;

import org.jspecify.annotations.NullMarked;
