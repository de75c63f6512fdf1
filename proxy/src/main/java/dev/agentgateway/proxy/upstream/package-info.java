/// Which upstream is tried next, by rank, health and chance.
@NullMarked
package dev.agentgateway.proxy.upstream;

import org.jspecify.annotations.NullMarked;
