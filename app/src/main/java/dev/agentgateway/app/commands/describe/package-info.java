/// `describe`: Tells about objects, and what happened to them.
@NullMarked
package dev.agentgateway.app.commands.describe;

import org.jspecify.annotations.NullMarked;
