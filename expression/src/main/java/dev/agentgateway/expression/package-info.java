/// CEL over a request: compiled with the configuration, evaluated per request.
@NullMarked
package dev.agentgateway.expression;

import org.jspecify.annotations.NullMarked;
