/// What an operator asks a running gateway: what runs, what is wrong, metrics, readiness.
@NullMarked
package dev.agentgateway.admin;

import org.jspecify.annotations.NullMarked;
