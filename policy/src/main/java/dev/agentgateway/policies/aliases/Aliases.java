package dev.agentgateway.policies.aliases;

import dev.agentgateway.llm.ChatSettings;
import dev.agentgateway.policy.ChatPolicy;
import dev.agentgateway.policy.Place;
import dev.agentgateway.policy.Policy;
import dev.agentgateway.policy.PolicyException;
import dev.agentgateway.policy.PolicyType;
import java.util.List;

/// Model aliases.
public final class Aliases implements PolicyType {

  @Override
  public String name() {
    return "aliases";
  }

  @Override
  public List<Place<?>> places() {
    return List.of(
        Place.of(
            "AgentgatewayPolicy", "backend.ai.modelAliases", AliasesConfig.class, Aliases::compile),
        Place.of(
            "AgentgatewayBackend",
            "policies.ai.modelAliases",
            AliasesConfig.class,
            Aliases::compile));
  }

  private static Policy compile(AliasesConfig config) {
    config
        .byModel()
        .forEach((alias, model) -> {
          if (alias.isEmpty() || alias.indexOf('*') != alias.lastIndexOf('*')) {
            throw new PolicyException(
                alias, "%s (expected: a model with at most one *)".formatted(quoted(alias)));
          }
          if (model.isBlank()) {
            throw new PolicyException(
                alias, "%s: empty (expected: a model)".formatted(quoted(alias)));
          }
        });
    return new ChatPolicy(ChatSettings.NONE.withModelAliases(config.byModel()));
  }

  private static String quoted(String alias) {
    return "\"" + alias + "\"";
  }
}
