package dev.agentgateway.http;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// The client's connection, as far as rules and logs speak of it.
///
/// @param id unique in this process
/// @param serverName the name the client asked for in TLS (SNI); null without TLS or without a name
public record Connection(
    long id,
    InetSocketAddress client,
    InetSocketAddress local,
    boolean isTls,
    @Nullable String serverName,
    Loop loop) {}
