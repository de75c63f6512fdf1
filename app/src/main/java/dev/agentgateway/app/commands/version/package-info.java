/// `version`: Says which version this is.
@NullMarked
package dev.agentgateway.app.commands.version;

import org.jspecify.annotations.NullMarked;
