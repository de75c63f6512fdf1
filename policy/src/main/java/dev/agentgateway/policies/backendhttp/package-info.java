/// Backend HTTP and TCP: how long upstreams are waited for.
@NullMarked
package dev.agentgateway.policies.backendhttp;

import org.jspecify.annotations.NullMarked;
