/// `connect`: points a tool at this gateway. A tool is a line in the table of tools.
@NullMarked
package dev.agentgateway.app.commands.connect;

import org.jspecify.annotations.NullMarked;
