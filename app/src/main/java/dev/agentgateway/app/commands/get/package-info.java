/// `get`: Shows objects of an API server.
@NullMarked
package dev.agentgateway.app.commands.get;

import org.jspecify.annotations.NullMarked;
