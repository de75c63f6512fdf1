/// Checks of the code itself, each with a planted fault that it must find.
@NullMarked
package dev.agentgateway.app.checks;

import org.jspecify.annotations.NullMarked;
