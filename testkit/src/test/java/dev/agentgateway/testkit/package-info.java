/// The fakes themselves, held to what they promise.
@NullUnmarked
package dev.agentgateway.testkit;

import org.jspecify.annotations.NullUnmarked;
