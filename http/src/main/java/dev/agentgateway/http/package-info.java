/// The words both sides of the gateway speak: requests, responses, headers, bodies, failures.
///
/// Plain data and small ports. No sockets, no JSON, no configuration.
@NullMarked
package dev.agentgateway.http;

import org.jspecify.annotations.NullMarked;
