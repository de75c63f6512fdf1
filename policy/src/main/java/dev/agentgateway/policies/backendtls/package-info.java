/// Backend TLS: how upstreams are spoken to and verified.
@NullMarked
package dev.agentgateway.policies.backendtls;

import org.jspecify.annotations.NullMarked;
