/// One request with all that is known of it on its way, and the one place where it is answered.
@NullMarked
package dev.agentgateway.proxy.exchange;

import org.jspecify.annotations.NullMarked;
