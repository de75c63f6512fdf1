/// Spring AI, unchanged, for either provider.
@NullMarked
package dev.agentgateway.clients.springai;

import org.jspecify.annotations.NullMarked;
