/// Backend authentication: what the gateway shows to an upstream.
@NullMarked
package dev.agentgateway.policies.backendauth;

import org.jspecify.annotations.NullMarked;
