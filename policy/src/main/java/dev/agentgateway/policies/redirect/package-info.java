/// Redirect: an answer that sends the client elsewhere.
@NullMarked
package dev.agentgateway.policies.redirect;

import org.jspecify.annotations.NullMarked;
