/// An API server as commands for people use it: which one, what kinds it has, how it answers.
@NullMarked
package dev.agentgateway.app.client;

import org.jspecify.annotations.NullMarked;
