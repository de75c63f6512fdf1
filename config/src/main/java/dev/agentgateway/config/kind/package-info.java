/// The contract of resource kinds, and the workspace in which kinds tell each other what they
/// declare.
@NullMarked
package dev.agentgateway.config.kind;

import org.jspecify.annotations.NullMarked;
