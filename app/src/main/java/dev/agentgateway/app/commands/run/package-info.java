/// `run`: Serves what the resources say.
@NullMarked
package dev.agentgateway.app.commands.run;

import org.jspecify.annotations.NullMarked;
