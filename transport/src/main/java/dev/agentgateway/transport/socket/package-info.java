/// What server and client share of Netty: loops, buffers as chunks, bodies that come from a socket.
@NullMarked
package dev.agentgateway.transport.socket;

import org.jspecify.annotations.NullMarked;
