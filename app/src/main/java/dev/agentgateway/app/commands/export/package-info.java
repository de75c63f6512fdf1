/// `export`: Writes what an API server holds as files would.
@NullMarked
package dev.agentgateway.app.commands.export;

import org.jspecify.annotations.NullMarked;
