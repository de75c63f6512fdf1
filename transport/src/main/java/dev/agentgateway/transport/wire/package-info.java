/// HTTP/1.1 framing, strict on both sides, and free of sockets so that any bytes can be thrown at
/// it.
///
/// ```
///          ┌────────────────────────────────────────────┐
///          ▼                                            │
/// bytes ─ head ─▶ HEAD ─ body ─▶ DATA* ─▶ END ─ next message
///          └────────────┴─▶ REFUSED, for good
/// ```
///
/// Both parsers are pulled: `next(bytes)` consumes what one event needs and leaves the rest, so
/// whoever is paused just does not ask. What is refused is refused at the same byte however the
/// bytes were split.
@NullMarked
package dev.agentgateway.transport.wire;

import org.jspecify.annotations.NullMarked;
