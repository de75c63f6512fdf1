/// The kinds of resources that can be written, one folder a kind.
@NullMarked
package dev.agentgateway.config.kinds;

import org.jspecify.annotations.NullMarked;
