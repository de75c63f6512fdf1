/// The kind Backend of gateway.kgateway.dev: AI providers and static hosts.
@NullMarked
package dev.agentgateway.config.kinds.backend;

import org.jspecify.annotations.NullMarked;
