/// The kind Secret: keys and certificates.
@NullMarked
package dev.agentgateway.config.kinds.secret;

import org.jspecify.annotations.NullMarked;
