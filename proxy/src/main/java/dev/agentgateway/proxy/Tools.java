package dev.agentgateway.proxy;

import dev.agentgateway.http.Client;
import dev.agentgateway.http.Decoding;
import dev.agentgateway.proxy.body.Budget;
import dev.agentgateway.proxy.upstream.Health;
import dev.agentgateway.telemetry.Telemetry;

/// What all walks of a process share.
///
/// @param health what is known of upstreams; outlives configurations
/// @param budget how many bytes may be held whole at one time
public record Tools(
    Client client, Decoding decoding, Telemetry telemetry, Health health, Budget budget) {}
