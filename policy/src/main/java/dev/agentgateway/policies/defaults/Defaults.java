package dev.agentgateway.policies.defaults;

import dev.agentgateway.llm.ChatSettings;
import dev.agentgateway.policy.Chain;
import dev.agentgateway.policy.ChatPolicy;
import dev.agentgateway.policy.Place;
import dev.agentgateway.policy.Policy;
import dev.agentgateway.policy.PolicyException;
import dev.agentgateway.policy.PolicyType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Defaults and overrides of a chat's fields.
public final class Defaults implements PolicyType {

  @Override
  public String name() {
    return "defaults";
  }

  @Override
  public List<Place<?>> places() {
    return List.of(
        Place.of(
            "AgentgatewayPolicy", "backend.ai.defaults", FieldValues.class, Defaults::defaults),
        Place.of(
            "AgentgatewayPolicy", "backend.ai.overrides", FieldValues.class, Defaults::overrides),
        Place.of(
            "AgentgatewayBackend", "policies.ai.defaults", FieldValues.class, Defaults::defaults),
        Place.of(
            "AgentgatewayBackend", "policies.ai.overrides", FieldValues.class, Defaults::overrides),
        Place.of("TrafficPolicy", "ai.defaults", FieldDefaults.class, Defaults::both));
  }

  /// Defaults and overrides are two fields: each counts by itself.
  @Override
  public Policy combine(List<Policy> attached) {
    return Chain.of(attached);
  }

  private static Policy defaults(FieldValues config) {
    return new ChatPolicy(ChatSettings.NONE.withDefaults(values(config)));
  }

  private static Policy overrides(FieldValues config) {
    return new ChatPolicy(ChatSettings.NONE.withOverrides(values(config)));
  }

  private static Map<String, JsonNode> values(FieldValues config) {
    Map<String, JsonNode> values = new LinkedHashMap<>();
    for (int i = 0; i < config.fields().size(); i++) {
      FieldValues.FieldValue each = config.fields().get(i);
      once(values, i, each.field());
      values.put(each.field(), each.value());
    }
    return values;
  }

  private static Policy both(FieldDefaults config) {
    Map<String, JsonNode> defaults = new LinkedHashMap<>();
    Map<String, JsonNode> overrides = new LinkedHashMap<>();
    for (int i = 0; i < config.fields().size(); i++) {
      FieldDefaults.FieldDefault each = config.fields().get(i);
      Map<String, JsonNode> values = each.override() ? overrides : defaults;
      once(values, i, each.field());
      values.put(each.field(), JsonValues.parse("[%d].value".formatted(i), each.value()));
    }
    return new ChatPolicy(ChatSettings.NONE.withDefaults(defaults).withOverrides(overrides));
  }

  private static void once(Map<String, JsonNode> values, int i, String field) {
    if (values.containsKey(field)) {
      String at = "[%d].field".formatted(i);
      throw new PolicyException(at, "%s: %s (expected: each field once)".formatted(at, field));
    }
  }
}
