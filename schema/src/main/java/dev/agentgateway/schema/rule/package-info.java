/// CEL rules over what is written: a small evaluator for the usual ones, the whole language for the
/// rest.
@NullMarked
package dev.agentgateway.schema.rule;

import org.jspecify.annotations.NullMarked;
