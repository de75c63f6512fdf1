/// A data plane's side of the stream: what it was given, kept while the controller is away.
@NullMarked
package dev.agentgateway.kubernetes.subscription;

import org.jspecify.annotations.NullMarked;
