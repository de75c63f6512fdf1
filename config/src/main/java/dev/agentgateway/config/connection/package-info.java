/// How an upstream is reached: its credentials, and TLS towards it.
@NullMarked
package dev.agentgateway.config.connection;

import org.jspecify.annotations.NullMarked;
