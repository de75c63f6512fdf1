/// The commands of the program: one folder and one line in the table for each.
@NullMarked
package dev.agentgateway.app.commands;

import org.jspecify.annotations.NullMarked;
