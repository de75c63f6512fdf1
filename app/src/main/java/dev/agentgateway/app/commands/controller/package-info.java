/// `controller`: Gives the data planes of a cluster what they run.
@NullMarked
package dev.agentgateway.app.commands.controller;

import org.jspecify.annotations.NullMarked;
