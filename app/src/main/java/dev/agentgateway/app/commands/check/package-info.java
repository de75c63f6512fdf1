/// `check`: Says what is wrong with resources.
@NullMarked
package dev.agentgateway.app.commands.check;

import org.jspecify.annotations.NullMarked;
