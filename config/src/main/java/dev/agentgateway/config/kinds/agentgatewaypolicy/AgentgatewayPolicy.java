package dev.agentgateway.config.kinds.agentgatewaypolicy;

import dev.agentgateway.schema.Inline;
import dev.agentgateway.schema.Limits;
import dev.agentgateway.schema.Members;
import dev.agentgateway.schema.MembersOf;
import dev.agentgateway.schema.OneOf;
import dev.agentgateway.schema.Planned;
import dev.agentgateway.schema.Required;
import dev.agentgateway.schema.Rule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Settings attached to Gateways, listeners, routes, rules and backends.
public record AgentgatewayPolicy(@Required Spec spec) {

  /// @param targetRefs what it is attached to, in its own namespace, all of one kind
  /// @param targetSelectors the same by labels
  /// @param frontend of listeners and connections: Gateways only
  /// @param traffic of requests
  /// @param backend of calls to backends
  @Rule(
      value = "has(self.targetRefs) != has(self.targetSelectors)",
      message = "exactly one of targetRefs and targetSelectors must be set")
  @Rule(
      value = "has(self.traffic) || has(self.frontend) || has(self.backend)",
      message = "at least one of traffic, frontend and backend must be set")
  public record Spec(
      @Limits(max = 16) List<TargetRef> targetRefs,
      @Limits(max = 16) List<TargetSelector> targetSelectors,
      @Planned @Nullable JsonNode strategy,
      @Nullable Frontend frontend,
      @Nullable Traffic traffic,
      @Nullable Backend backend) {}

  /// @param sectionName a listener, a rule, or a provider
  public record TargetRef(
      @Required @Limits(max = 253) String group,
      @Required @Limits(min = 1, max = 63) String kind,
      @Required @Limits(min = 1, max = 253) String name,
      @Limits(min = 1, max = 253) @Nullable String sectionName,
      @Planned @Nullable Integer port) {}

  /// @param matchLabels all must be there
  public record TargetSelector(
      @Required @Limits(max = 253) String group,
      @Required @Limits(min = 1, max = 63) String kind,
      @Required Map<String, String> matchLabels,
      @Limits(min = 1, max = 253) @Nullable String sectionName,
      @Planned @Nullable Integer port) {}

  public record Frontend(@Inline @MembersOf("AgentgatewayPolicy.frontend") Members members) {}

  /// @param phase when: after the route was chosen
  public record Traffic(
      @OneOf({"PreRouting", "PostRouting"}) @Nullable String phase,
      @Inline @MembersOf("AgentgatewayPolicy.traffic") Members members) {}

  public record Backend(
      @Nullable Ai ai, @Inline @MembersOf("AgentgatewayPolicy.backend") Members members) {}

  /// What is done to chats.
  public record Ai(@Inline @MembersOf("AgentgatewayPolicy.backend.ai") Members members) {}
}
