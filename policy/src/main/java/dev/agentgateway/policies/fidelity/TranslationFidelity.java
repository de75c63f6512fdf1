package dev.agentgateway.policies.fidelity;

import dev.agentgateway.llm.ChatSettings;
import dev.agentgateway.policy.ChatPolicy;
import dev.agentgateway.policy.Place;
import dev.agentgateway.policy.Policy;
import dev.agentgateway.policy.PolicyType;
import java.util.List;

/// Fidelity of translation.
public final class TranslationFidelity implements PolicyType {

  @Override
  public String name() {
    return "fidelity";
  }

  @Override
  public List<Place<?>> places() {
    return List.of(
        Place.of(
            "AgentgatewayPolicy",
            "backend.ai.fidelity",
            FidelityConfig.class,
            TranslationFidelity::compile),
        Place.of(
            "AgentgatewayBackend",
            "policies.ai.fidelity",
            FidelityConfig.class,
            TranslationFidelity::compile));
  }

  private static Policy compile(FidelityConfig config) {
    return new ChatPolicy(ChatSettings.NONE.withFidelity(config.fidelity()));
  }
}
