/// Fidelity: what happens to fields that the provider's format cannot carry.
@NullMarked
package dev.agentgateway.policies.fidelity;

import org.jspecify.annotations.NullMarked;
