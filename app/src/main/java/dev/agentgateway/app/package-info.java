/// Where the program starts.
@NullMarked
package dev.agentgateway.app;

import org.jspecify.annotations.NullMarked;
