/// What the parts of a request's way and a change of configuration cost, measured by JMH;
/// `bench/compare` measures the whole.
@NullMarked
package dev.agentgateway.bench;

import org.jspecify.annotations.NullMarked;
