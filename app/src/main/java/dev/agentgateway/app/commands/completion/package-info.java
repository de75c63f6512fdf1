/// `completion`: Completes commands in a shell.
@NullMarked
package dev.agentgateway.app.commands.completion;

import org.jspecify.annotations.NullMarked;
