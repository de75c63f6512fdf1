/// The kind Namespace: labels that selectors see.
@NullMarked
package dev.agentgateway.config.kinds.namespace;

import org.jspecify.annotations.NullMarked;
