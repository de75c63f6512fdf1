/// Listens, reads requests strictly, and writes responses.
///
/// ```
/// HttpServer ─ HttpPort* ─ ServerConnection* ─ Exchange, one at a time
/// ```
@NullMarked
package dev.agentgateway.transport.server;

import org.jspecify.annotations.NullMarked;
