/// Events: what failed, told once, where `kubectl describe` shows it.
@NullMarked
package dev.agentgateway.kubernetes.events;

import org.jspecify.annotations.NullMarked;
