/// Which objects concern which Gateway, kept up to date as objects change.
@NullMarked
package dev.agentgateway.kubernetes.distribution.relevance;

import org.jspecify.annotations.NullMarked;
