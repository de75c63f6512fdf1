/// Sends requests over pooled connections, reads responses strictly, and never hides a cut.
///
/// ```
/// HttpClient ─ LoopPool, one a loop ─ Lane, one an endpoint ─ ClientConnection*
///                                       ▲ ClientCall: waits, dials, then owns one connection
/// ```
@NullMarked
package dev.agentgateway.transport.client;

import org.jspecify.annotations.NullMarked;
