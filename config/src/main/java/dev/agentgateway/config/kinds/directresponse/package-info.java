/// The kind DirectResponse of gateway.kgateway.dev: an answer without a backend.
@NullMarked
package dev.agentgateway.config.kinds.directresponse;

import org.jspecify.annotations.NullMarked;
