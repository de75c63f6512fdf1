/// The program from outside: real processes, real sockets, the documentation's own words.
@NullMarked
package dev.agentgateway.e2e;

import org.jspecify.annotations.NullMarked;
