package dev.agentgateway.config.kinds;

import dev.agentgateway.config.kind.Sections;
import dev.agentgateway.llm.Provider;
import dev.agentgateway.llm.providers.Providers;
import dev.agentgateway.policies.Policies;
import dev.agentgateway.policy.Place;
import dev.agentgateway.policy.PolicyType;
import dev.agentgateway.schema.MemberTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the families hold that sections of resources take: policies and providers.
public final class Families {

  /// Families of providers → providers that the contract knows, whether the program has them or
  /// not.
  private static final Map<String, List<String>> KNOWN_PROVIDERS =
      Map.of(
          "AgentgatewayBackend.provider",
          List.of(
              "openai",
              "azureopenai",
              "azure",
              "anthropic",
              "gemini",
              "vertexai",
              "bedrock",
              "custom"),
          "Backend.llm",
          List.of("openai", "azureopenai", "anthropic", "gemini", "vertexai", "bedrock"));

  private Families() {}

  public static MemberTable members() {
    MemberTable policies = Policies.members();
    Map<String, Map<String, Class<? extends Record>>> families =
        new LinkedHashMap<>(policies.families());
    Map<String, List<String>> planned = new LinkedHashMap<>(policies.planned());
    for (PolicyType type : Policies.IN_ORDER) {
      for (Place<?> place : type.places()) {
        if (place.field().isEmpty()) {
          families.put(Sections.family(place), Map.of(Sections.name(place), place.config()));
        }
      }
    }
    Map<String, Class<? extends Record>> providers = new LinkedHashMap<>();
    Map<String, Class<? extends Record>> legacy = new LinkedHashMap<>();
    for (Provider provider : Providers.ALL) {
      providers.put(provider.name(), provider.config());
      legacy.put(provider.name(), provider.legacyConfig());
    }
    families.put("AgentgatewayBackend.provider", providers);
    families.put("Backend.llm", legacy);
    KNOWN_PROVIDERS.forEach((family, known) -> {
      List<String> missing = new ArrayList<>(known);
      missing.removeAll(families.getOrDefault(family, Map.of()).keySet());
      planned.put(family, missing);
    });
    return new MemberTable(families, planned);
  }
}
