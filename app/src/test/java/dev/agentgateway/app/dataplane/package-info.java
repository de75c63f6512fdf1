/// A data plane and its controller, over the program's own API.
@NullUnmarked
package dev.agentgateway.app.dataplane;

import org.jspecify.annotations.NullUnmarked;
