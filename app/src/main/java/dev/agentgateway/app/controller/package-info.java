/// The controller of a cluster: it compiles, writes statuses, and gives data planes what they run.
@NullMarked
package dev.agentgateway.app.controller;

import org.jspecify.annotations.NullMarked;
