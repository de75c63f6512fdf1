/// `apply`: Writes objects to an API server as files say.
@NullMarked
package dev.agentgateway.app.commands.apply;

import org.jspecify.annotations.NullMarked;
