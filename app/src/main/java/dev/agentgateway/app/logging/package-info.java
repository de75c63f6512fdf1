/// The program's own log, on the error stream; set up in code, since reading XML costs start-up.
@NullMarked
package dev.agentgateway.app.logging;

import org.jspecify.annotations.NullMarked;
