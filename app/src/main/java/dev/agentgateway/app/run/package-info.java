/// A running gateway: resources from files, ports, the walk of requests, and its orderly end.
@NullMarked
package dev.agentgateway.app.run;

import org.jspecify.annotations.NullMarked;
