/// Journeys with kubectl, against the program's own API.
@NullMarked
package dev.agentgateway.app.cluster;

import org.jspecify.annotations.NullMarked;
