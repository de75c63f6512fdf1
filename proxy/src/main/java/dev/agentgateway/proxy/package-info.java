/// The way of one request. `RequestWalk` is the first file to read.
@NullMarked
package dev.agentgateway.proxy;

import org.jspecify.annotations.NullMarked;
