/// `delete`: Deletes objects.
@NullMarked
package dev.agentgateway.app.commands.delete;

import org.jspecify.annotations.NullMarked;
