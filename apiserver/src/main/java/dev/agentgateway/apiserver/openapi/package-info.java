/// Structural schemas walked: validation, defaults, pruning and rules, with a cluster's words.
@NullMarked
package dev.agentgateway.apiserver.openapi;

import org.jspecify.annotations.NullMarked;
