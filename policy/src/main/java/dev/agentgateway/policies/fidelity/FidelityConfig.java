package dev.agentgateway.policies.fidelity;

import dev.agentgateway.llm.Fidelity;
import dev.agentgateway.schema.Bare;

/// What happens to a field that the provider's format cannot carry.
@Bare
public record FidelityConfig(Fidelity fidelity) {}
