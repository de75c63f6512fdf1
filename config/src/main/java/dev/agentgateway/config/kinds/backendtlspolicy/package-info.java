/// The kind BackendTLSPolicy: how TLS is spoken with what it targets.
@NullMarked
package dev.agentgateway.config.kinds.backendtlspolicy;

import org.jspecify.annotations.NullMarked;
