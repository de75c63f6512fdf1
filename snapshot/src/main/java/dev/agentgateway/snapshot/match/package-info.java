/// Which listener and which rule a request belongs to, found without walking them all.
@NullMarked
package dev.agentgateway.snapshot.match;

import org.jspecify.annotations.NullMarked;
