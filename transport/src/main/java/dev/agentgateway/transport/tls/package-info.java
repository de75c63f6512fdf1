/// Certificates and keys as PEM, and the TLS contexts made of them.
@NullMarked
package dev.agentgateway.transport.tls;

import org.jspecify.annotations.NullMarked;
