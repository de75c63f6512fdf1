/// An API server as a client sees it: what it serves, its objects as they change, and writes.
@NullMarked
package dev.agentgateway.kubernetes.api;

import org.jspecify.annotations.NullMarked;
